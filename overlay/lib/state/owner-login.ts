import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import { language } from '../texts/language.ts';
import { settingsConnectTexts } from '../texts/settings-connect.ts';
import { streamerbotWayTexts } from '../texts/streamerbot-way.ts';
import type { Confirm } from './confirm.ts';
import { listenTo, type Stop } from './controller.ts';
import type { Saving } from './saving.ts';
import { TwitchLogin } from './twitch-login.ts';

const t = settingsConnectTexts[language];
const w = streamerbotWayTexts[language];

/** `cancel`: of the login that waits. `finish`: the steps are through. `through`: with Streamer.bot's login. */
export type ConnectEdit =
  | { readonly kind: 'disconnect'; readonly deleteData: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'through' }
  | { readonly kind: 'finish' };

/** The login on the settings page: hears of changes at once, and can end it. */
export class OwnerLogin extends TwitchLogin {
  readonly #saving: Saving;
  readonly #confirm: Confirm;

  constructor(host: ReactiveControllerHost, client: RolecallClient, saving: Saving, confirm: Confirm) {
    super(host, client);
    this.#saving = saving;
    this.#confirm = confirm;
  }

  protected override subscribe(): Stop[] {
    return [
      ...super.subscribe(),
      this.client.on('twitch.status', () => void this.refresh()),
      listenTo(window, 'focus', () => this.client.state === 'open' && void this.refresh()),
    ];
  }

  /** Gives up the login that waits. */
  async cancel(): Promise<void> {
    this.error = null;
    await this.client.call('twitch.cancel').catch(() => undefined);
    await this.refresh();
  }

  /** Twitch is asked through Streamer.bot from now on. */
  connectThrough(): Promise<boolean> {
    return this.#saving.run('through', async () => {
      await this.client.call('source.connect', {}, { timeoutMs: 30_000 });
      await this.refresh();
      return { text: w.connected };
    });
  }

  disconnect(deleteData: boolean): Promise<boolean> {
    return this.#saving.run('disconnect', async () => {
      const { heading, text, yes } = deleteData ? t.askDelete : t.askDisconnect;
      if (!(await this.#confirm.ask({ heading, text, yes, no: t.keep }))) return null;
      await this.client.call('twitch.disconnect', { deleteData }, { timeoutMs: 30_000 });
      await this.refresh();
      return { text: deleteData ? t.deleted : t.disconnected };
    });
  }
}
