import type { AccessEntry } from '../access/ports.ts';
import type { AccessFile } from './access-file.ts';
import type { Settings, SettingsStore } from './settings-store.ts';
import { StoreError } from './files/store-error.ts';

export interface ImportFiles {
  readonly settings: SettingsStore;
  readonly access: AccessFile;
}

/**
 * Makes settings, overrides and grants durable as one, though they live in two files. First the records go
 * into theirs, in lines under the import's number, which count for nothing yet. Then the settings are
 * written, with that number in them: this is the moment at which all of it happens. Whoever opens the files
 * believes such lines only if the settings name it, so that a process that dies in between has imported
 * nothing, and one that dies afterwards everything. Nothing else may be saved meanwhile.
 * @param importId never used before
 * @param change the settings from what they are at that moment; what it throws comes out, nothing happened
 * @throws StoreError `not_saved`; nothing happened then
 */
export async function commitImport(
  { settings, access }: ImportFiles,
  importId: string,
  entries: readonly AccessEntry[],
  change: (now: Settings) => Settings,
): Promise<Settings> {
  const take = entries.length > 0 ? await access.stage(importId, entries) : null;
  try {
    const all = await settings.replace((now) => ({ ...change(now), lastImport: importId }));
    take?.();
    return all;
  } catch (error) {
    // The new file may stand there though its name could not be made safe: the old settings take its place.
    if (error instanceof StoreError) await settings.replace((now) => ({ ...now })).catch(() => undefined);
    throw error;
  }
}
