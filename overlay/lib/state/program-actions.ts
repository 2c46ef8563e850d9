import type { Result } from '../../../integrations/client/index.ts';
import { language } from '../texts/language.ts';
import { programTexts } from '../texts/settings-program.ts';
import { Editor } from './editor.ts';

const t = programTexts[language];
const LOG_LINES = 300;

export type ProgramEdit =
  | { readonly kind: 'autostart'; readonly isOn: boolean }
  | { readonly kind: 'updates'; readonly isOn: boolean }
  | { readonly kind: 'log' }
  | { readonly kind: 'quit' };

/** Rolecall as a program on this PC. Loaded when its section is shown. */
export class ProgramActions extends Editor {
  /** null: not known yet. */
  info: Result<'server.info'> | null = null;
  /** Whether it starts at login; null: not known, or not to be had here. */
  autostart: boolean | null = null;
  /** Whether there is a newer version; null: not known yet. */
  updates: Result<'server.updates'> | null = null;
  /** null: not asked for yet. */
  log: string | null = null;

  async load(): Promise<void> {
    this.info = await this.client.call('server.info');
    this.updates = await this.client.call('server.updates');
    this.host.requestUpdate();
    // Where Rolecall is part of another program there is none.
    const none = { enabled: null };
    this.autostart = (await this.client.call('server.autostart', {}).catch(() => none)).enabled;
    this.host.requestUpdate();
  }

  edit(edit: ProgramEdit): Promise<boolean> {
    if (edit.kind === 'autostart') return this.#setAutostart(edit.isOn);
    if (edit.kind === 'updates') return this.#setUpdates(edit.isOn);
    return edit.kind === 'log' ? this.#readLog() : this.#quit();
  }

  #setAutostart(isOn: boolean): Promise<boolean> {
    return this.saving.run('autostart', async () => {
      this.autostart = (await this.client.call('server.autostart', { enabled: isOn })).enabled;
      return { text: isOn ? t.autostartOn : t.autostartOff };
    });
  }

  #setUpdates(isOn: boolean): Promise<boolean> {
    const set = async (checkForUpdates: boolean): Promise<void> => {
      await this.client.call('settings.set', { checkForUpdates });
      this.updates = await this.client.call('server.updates');
      this.host.requestUpdate();
    };
    return this.saving.run('updates', async () => {
      await set(isOn);
      return { undo: () => set(!isOn) };
    });
  }

  #readLog(): Promise<boolean> {
    return this.saving.run('log', async () => {
      this.log = (await this.client.call('server.log', { lines: LOG_LINES })).lines.join('\n');
      return null;
    });
  }

  #quit(): Promise<boolean> {
    return this.saving.run('quit', async () => {
      const { quitHeading: heading, quitText: text, quitYes: yes, quitNo: no } = t;
      if (!(await this.confirm.ask({ heading, text, yes, no }))) return null;
      await this.client.call('server.quit');
      return { text: t.quitDone };
    });
  }
}
