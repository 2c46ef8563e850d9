import { type Result, RolecallError } from '../../../integrations/client/index.ts';
import type { Reason } from '../../../server/core/decide.ts';
import { Editor } from './editor.ts';

export type Values = Result<'settings.get'>;
type Name = Exclude<keyof Values, 'texts'>;
/** One setting, or the text of one reason (null: the default). */
export type SettingsEdit =
  | { [K in Name]: { readonly name: K; readonly value: Values[K] } }[Name]
  | { readonly name: 'texts'; readonly reason: Reason; readonly value: string | null };

/** The settings of this installation, saved one at a time. */
export class SettingsEditor extends Editor {
  /** null: not known yet. */
  values: Values | null = null;
  /** The page was opened with a token that may not see them. */
  isForbidden = false;

  edit(edit: SettingsEdit): Promise<boolean> {
    const field = edit.name === 'texts' ? `texts.${edit.reason}` : edit.name;
    return this.saving.run(field, async () => {
      const inverse = this.#inverseOf(edit);
      await this.#set(patchOf(edit));
      return inverse ? { undo: () => this.#set(patchOf(inverse)) } : {};
    });
  }

  async load(): Promise<void> {
    try {
      this.#show(await this.client.call('settings.get'));
    } catch (error) {
      this.isForbidden = error instanceof RolecallError && error.code === 'forbidden';
      this.host.requestUpdate();
    }
  }

  #inverseOf(edit: SettingsEdit): SettingsEdit | null {
    if (!this.values) return null;
    if (edit.name === 'texts') return { ...edit, value: this.values.texts[edit.reason] ?? null };
    return { name: edit.name, value: this.values[edit.name] } as SettingsEdit;
  }

  async #set(patch: object): Promise<void> {
    this.#show(await this.client.call('settings.set', patch));
  }

  #show(values: Values): void {
    this.values = values;
    this.isForbidden = false;
    this.host.requestUpdate();
  }
}

function patchOf(edit: SettingsEdit): object {
  return edit.name === 'texts' ? { texts: { [edit.reason]: edit.value } } : { [edit.name]: edit.value };
}
