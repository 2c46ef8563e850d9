import type { ReactiveControllerHost } from 'lit';
import { RolecallError, type Result, type RolecallClient } from '../../../integrations/client/index.ts';
import type { Reason } from '../../../server/core/decide.ts';
import { Refetch } from './refetch.ts';
import type { Saving } from './saving.ts';

export type Values = Result<'settings.get'>;
/** One setting, or one sentence (`null` brings the default back). */
export type SettingsEdit =
  | { [K in Exclude<keyof Values, 'texts'>]: { readonly name: K; readonly value: Values[K] } }[Exclude<
      keyof Values,
      'texts'
    >]
  | { readonly name: 'texts'; readonly reason: Reason; readonly value: string | null };

/** The settings of this installation: read, saved one at a time, taken back. */
export class SettingsEditor {
  /** null: not known yet. */
  values: Values | null = null;
  /** This page may not see them: it was opened with a token of a lower level. */
  isForbidden = false;
  readonly #host: ReactiveControllerHost;
  readonly #client: RolecallClient;
  readonly #saving: Saving;

  constructor(host: ReactiveControllerHost, client: RolecallClient, saving: Saving) {
    this.#host = host;
    this.#client = client;
    this.#saving = saving;
    new Refetch(host, client, () => this.load());
  }

  edit(edit: SettingsEdit): Promise<boolean> {
    const field = edit.name === 'texts' ? `texts.${edit.reason}` : edit.name;
    return this.#saving.run(field, async () => {
      const back = this.#inverseOf(edit);
      await this.#set(patchOf(edit));
      return back ? { undo: () => this.#set(patchOf(back)) } : {};
    });
  }

  /** The edit that undoes this one. */
  #inverseOf(edit: SettingsEdit): SettingsEdit | null {
    if (!this.values) return null;
    if (edit.name === 'texts') return { ...edit, value: this.values.texts[edit.reason] ?? null };
    return { name: edit.name, value: this.values[edit.name] } as SettingsEdit;
  }

  async load(): Promise<void> {
    try {
      this.#show(await this.#client.call('settings.get'));
    } catch (error) {
      this.isForbidden = error instanceof RolecallError && error.code === 'forbidden';
      this.#host.requestUpdate();
    }
  }

  async #set(patch: object): Promise<void> {
    this.#show(await this.#client.call('settings.set', patch));
  }

  #show(values: Values): void {
    this.values = values;
    this.isForbidden = false;
    this.#host.requestUpdate();
  }
}

function patchOf(edit: SettingsEdit): object {
  return edit.name === 'texts' ? { texts: { [edit.reason]: edit.value } } : { [edit.name]: edit.value };
}
