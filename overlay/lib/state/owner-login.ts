import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Asking } from './confirm.ts';
import type { Saving } from './saving.ts';
import { language } from '../texts/language.ts';
import { settingsConnectTexts } from '../texts/settings-connect.ts';
import { TwitchLogin } from './twitch-login.ts';

const t = settingsConnectTexts[language];

/** The login as its owner sees it: told at once what changes, and able to end it. */
export class OwnerLogin extends TwitchLogin {
  readonly #client: RolecallClient;
  readonly #saving: Saving;
  readonly #asking: Asking;
  #off: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, client: RolecallClient, saving: Saving, asking: Asking) {
    super(host, client);
    this.#client = client;
    this.#saving = saving;
    this.#asking = asking;
  }

  override hostConnected(): void {
    super.hostConnected();
    this.#off = this.#client.on('twitch.status', () => void this.look());
    window.addEventListener('focus', this.#look);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#off?.();
    window.removeEventListener('focus', this.#look);
  }

  disconnect(deleteData: boolean): Promise<boolean> {
    return this.#saving.run('disconnect', async () => {
      const { heading, text, yes } = deleteData ? t.askDelete : t.askDisconnect;
      if (!(await this.#asking.ask({ heading, text, yes, no: t.keep }))) return null;
      await this.#client.call('twitch.disconnect', { deleteData }, { timeoutMs: 30_000 });
      await this.look();
      return { text: deleteData ? t.deleted : t.disconnected };
    });
  }

  readonly #look = (): void => {
    if (this.#client.state === 'open') void this.look();
  };
}
