import type { Result } from '../../../integrations/client/index.ts';
import { PageError } from '../format/errors.ts';
import { countOf } from '../format/numbers.ts';
import { language } from '../texts/language.ts';
import { dataTexts } from '../texts/settings-data.ts';
import { Editor } from './editor.ts';
import { postAction } from './http-action.ts';

const t = dataTexts[language];

export type Imported = Result<'data.import'>;
export type DataEdit =
  | { readonly kind: 'export'; readonly format: 'json' | 'csv' }
  | { readonly kind: 'import'; readonly file: File }
  | { readonly kind: 'delete' };

/** Exports all data to a file, imports such a file, and deletes the viewers. */
export class DataActions extends Editor {
  imported: Imported | null = null;

  edit(edit: DataEdit): Promise<boolean> {
    if (edit.kind === 'export') return this.#export(edit.format);
    return edit.kind === 'import' ? this.#import(edit.file) : this.#delete();
  }

  #export(format: 'json' | 'csv'): Promise<boolean> {
    return this.saving.run('export', async () => {
      const { path, fileName } = await this.client.call('data.export', { format });
      // A download: the page stays. The address works once and needs no token.
      location.assign(path);
      return { text: t.exported(fileName) };
    });
  }

  #import(file: File): Promise<boolean> {
    return this.saving.run('import', async () => {
      this.imported = null;
      this.imported = await postAction('data.import', { data: readExport(await file.text()) });
      return { text: t.importedShort };
    });
  }

  #delete(): Promise<boolean> {
    return this.saving.run('delete', async () => {
      const { deleteHeading: heading, deleteText: text, deleteYes: yes, deleteNo: no } = t;
      if (!(await this.confirm.ask({ heading, text, yes, no, typed: t.deleteWords }))) return null;
      const params = { confirm: 'delete everything' } as const;
      const { deletedViewers } = await this.client.call('data.delete', params, { timeoutMs: 60_000 });
      return { text: t.deleted(countOf(deletedViewers)) };
    });
  }
}

/** An export without its roles, which are not imported. @throws PageError if it is no export */
export function readExport(text: string): Record<string, unknown> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = null;
  }
  if (typeof data !== 'object' || data === null || !('rolecall' in data)) throw new PageError(t.notAnExport);
  const { roles: _roles, ...rest } = data as Record<string, unknown>;
  return rest;
}
