import { type ExportData, exportData, type ExportDeps } from './export.ts';
import { importData, type ImportData, type ImportDeps, type ImportOutcome, whyNoImport } from './import.ts';

/** Everything in one file, and back. */
export class Backup {
  readonly #deps: ExportDeps & ImportDeps;

  constructor(deps: ExportDeps & ImportDeps) {
    this.#deps = deps;
  }

  export(): ExportData {
    return exportData(this.#deps);
  }

  /** Why nothing can be imported here; null: it can. */
  whyNoImport(): string | null {
    return whyNoImport(this.#deps);
  }

  /** As `importData`. @throws Problem */
  import(data: ImportData): Promise<ImportOutcome> {
    return importData(this.#deps, data);
  }
}
