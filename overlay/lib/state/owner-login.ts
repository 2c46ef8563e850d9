import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Confirm } from './confirm.ts';
import type { Saving } from './saving.ts';
import { language } from '../texts/language.ts';
import { settingsConnectTexts } from '../texts/settings-connect.ts';
import { TwitchLogin } from './twitch-login.ts';

const t = settingsConnectTexts[language];

/** The login as its owner sees it: told at once what changes, and able to end it. */
export class OwnerLogin extends TwitchLogin {
  readonly #client: RolecallClient;
  readonly #saving: Saving;
  readonly #confirm: Confirm;
  #off: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, client: RolecallClient, saving: Saving, confirm: Confirm) {
    super(host, client);
    this.#client = client;
    this.#saving = saving;
    this.#confirm = confirm;
  }

  override hostConnected(): void {
    super.hostConnected();
    this.#off = this.#client.on('twitch.status', () => void this.refresh());
    window.addEventListener('focus', this.#onFocus);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#off?.();
    window.removeEventListener('focus', this.#onFocus);
  }

  disconnect(deleteData: boolean): Promise<boolean> {
    return this.#saving.run('disconnect', async () => {
      const { heading, text, yes } = deleteData ? t.askDelete : t.askDisconnect;
      if (!(await this.#confirm.ask({ heading, text, yes, no: t.keep }))) return null;
      await this.#client.call('twitch.disconnect', { deleteData }, { timeoutMs: 30_000 });
      await this.refresh();
      return { text: deleteData ? t.deleted : t.disconnected };
    });
  }

  readonly #onFocus = (): void => {
    if (this.#client.state === 'open') void this.refresh();
  };
}
