import { isDeepStrictEqual } from 'node:util';
import type { Warning, Warnings } from '../core/warnings.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { type JsonFile, openJsonFile } from './files/json-file.ts';
import { asArray, asShape, asString, asTime, orNull } from './parse.ts';

/** `warnings.json`: what has to be said until it is over or dismissed, also after a restart. */
export class WarningFile {
  readonly #file: JsonFile<readonly Warning[]>;
  readonly #warnings: Warnings;

  constructor(file: JsonFile<readonly Warning[]>, warnings: Warnings) {
    this.#file = file;
    this.#warnings = warnings;
    warnings.restore(file.data);
  }

  /** Saves those of now. A failure is in the log by then, and they are still in memory. */
  async save(): Promise<void> {
    const list = this.#warnings.list();
    const change = (saved: readonly Warning[]) => (isDeepStrictEqual(saved, list) ? saved : list);
    await this.#file.update(change).catch(() => undefined);
  }

  /** Saves those that were found when everything was read, and from then on every change. */
  async settle(): Promise<void> {
    this.#warnings.listen(() => void this.save());
    await this.save();
    await this.#file.settle();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openWarnings(deps: StoreDeps): Promise<WarningFile> {
  const file = await openJsonFile<readonly Warning[]>(deps, {
    name: 'warnings',
    version: 1,
    defaults: [],
    parse: (value) => asArray(value, 'warnings').map(parseWarning),
    copy: 'later',
    isOldFine: true,
    lost: { code: 'warnings_lost', message: 'What there was to tell you before is lost.', fix: null },
  });
  return new WarningFile(file, deps.folder.warnings);
}

function parseWarning(value: unknown, index: number): Warning {
  const at = `warnings[${index}]`;
  const fields = asShape(value, ['code', 'message', 'fix', 'at'], at);
  return {
    code: asString(fields['code'], `${at}.code`),
    message: asString(fields['message'], `${at}.message`),
    fix: orNull(fields['fix'], asString, `${at}.fix`),
    at: asTime(fields['at'], `${at}.at`),
  };
}
