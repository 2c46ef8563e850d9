import type { ReactiveControllerHost } from 'lit';
import { type Result, RolecallError, type RolecallClient } from '../../../integrations/client/index.ts';
import type { Confirm } from './confirm.ts';
import { pageToken } from './page-token.ts';
import type { Saving } from './saving.ts';
import { saveErrorText } from '../format/errors.ts';
import { countOf } from '../format/numbers.ts';
import { language } from '../texts/language.ts';
import { dataTexts } from '../texts/settings-data.ts';

const t = dataTexts[language];

export type Imported = Result<'data.import'>;
export type DataEdit =
  | { readonly kind: 'export'; readonly format: 'json' | 'csv' }
  | { readonly kind: 'import'; readonly file: File }
  | { readonly kind: 'delete' };
type Reply = { ok: true; result: Imported } | { ok: false; error: { code: string; message: string } };

/** Everything as a file, back from a file, and gone. */
export class DataActions {
  imported: Imported | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #client: RolecallClient;
  readonly #saving: Saving;
  readonly #confirm: Confirm;
  readonly #onImported: () => void;

  /** @param onImported settings and rules are others now */
  constructor(
    host: ReactiveControllerHost,
    client: RolecallClient,
    saving: Saving,
    confirm: Confirm,
    onImported: () => void,
  ) {
    this.#host = host;
    this.#client = client;
    this.#saving = saving;
    this.#confirm = confirm;
    this.#onImported = onImported;
  }

  edit(edit: DataEdit): Promise<boolean> {
    if (edit.kind === 'export') return this.#export(edit.format);
    return edit.kind === 'import' ? this.#import(edit.file) : this.#delete();
  }

  #export(format: 'json' | 'csv'): Promise<boolean> {
    return this.#saving.run('export', async () => {
      const { path, fileName } = await this.#client.call('data.export', { format });
      // A download: the page stays. The address works once and needs no token.
      location.assign(path);
      return { text: t.exported(fileName) };
    });
  }

  #import(file: File): Promise<boolean> {
    return this.#saving.run('import', async () => {
      this.imported = null;
      this.imported = await sendImport(readExport(await file.text()));
      this.#onImported();
      this.#host.requestUpdate();
      return { text: t.importedShort };
    });
  }

  #delete(): Promise<boolean> {
    return this.#saving.run('delete', async () => {
      const { deleteHeading: heading, deleteText: text, deleteYes: yes, deleteNo: no } = t;
      const typed = t.deleteWords;
      if (!(await this.#confirm.ask({ heading, text, yes, no, typed }))) return null;
      const { deletedViewers } = await this.#client.call(
        'data.delete',
        { confirm: 'delete everything' },
        { timeoutMs: 60_000 },
      );
      return { text: t.deleted(countOf(deletedViewers)) };
    });
  }
}

/** An export without its longest part, which nobody reads. @throws RolecallError if it is none */
export function readExport(text: string): Record<string, unknown> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = null;
  }
  if (typeof data !== 'object' || data === null || !('rolecall' in data))
    throw new RolecallError('invalid_params', t.notAnExport);
  const { roles: _roles, ...rest } = data as Record<string, unknown>;
  return rest;
}

/** Over HTTP: a frame of a WebSocket holds less. */
async function sendImport(data: Record<string, unknown>): Promise<Imported> {
  const token = pageToken();
  let reply: Reply;
  try {
    const response = await fetch('/api/actions/data.import', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ data }),
    });
    reply = (await response.json()) as Reply;
  } catch (error) {
    throw new RolecallError('disconnected', saveErrorText(error));
  }
  if (!reply.ok) throw new RolecallError('invalid_params', reply.error.message);
  return reply.result;
}
