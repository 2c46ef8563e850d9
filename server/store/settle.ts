import type { AccessFile } from './access-file.ts';
import type { NewWarning } from '../core/warnings.ts';
import type { DataFolder } from './files/data-folder.ts';
import type { DurableRoster } from './roster/roster-store.ts';
import { RULES_UNKNOWN, type SettingsStore } from './settings-store.ts';

interface Settled {
  settle(): Promise<void>;
}

export interface ReadStores {
  readonly folder: DataFolder;
  readonly warnings: Settled;
  readonly settings: SettingsStore;
  readonly access: AccessFile;
  readonly roster: DurableRoster;
  readonly tokens: Settled;
  readonly accessTokens: Settled;
  readonly runs: Settled;
  readonly counts: Settled;
  readonly uses: Settled;
  readonly peers: Settled;
}

/**
 * What has to be done once everything was read and nothing is refused: what is damaged is said, and that is
 * durable, before anything of it is written over.
 */
export async function settleStores({
  folder,
  warnings,
  settings,
  access,
  roster,
  ...others
}: ReadStores): Promise<void> {
  const { manifest } = folder;
  // Before anything is numbered that was not: numbers without a manifest mean that it is lost.
  if (!manifest.isLost && folder.warnings.list().length === 0) await manifest.settle();
  if (manifest.remade.length > 0) folder.warnings.raise(remade(manifest.remade));
  if (manifest.isLost) {
    folder.warnings.raise(MANIFEST_LOST);
    roster.doubt();
  }
  const isDoubtful = access.isDoubtful || (manifest.isLost && !(settings.isThere && access.isThere));
  if (isDoubtful) folder.warnings.raise(RULES_UNKNOWN);
  await warnings.settle();
  if (isDoubtful) await settings.doubt();
  await settings.settle();
  await access.settle();
  await Promise.all(Object.values(others).map((store) => store.settle()));
  if (!manifest.isLost) await manifest.settle();
  // Its files may be long, and it waits for itself before it adds anything to them.
  const settled = roster.settle();
  // What is doubted without a manifest stays so before there is one again.
  if (manifest.isLost) void settled.then(() => manifest.settle());
}

const remade = (names: readonly string[]): NewWarning => ({
  code: 'file_restored',
  message: `${names.join(' and ')} was damaged or missing. The other copy was good: nothing is lost.`,
  fix: null,
});

const MANIFEST_LOST: NewWarning = {
  code: 'manifest_lost',
  message:
    'The list of what the data folder should hold is lost, so that it cannot be told whether the newest changes are missing.',
  fix: 'See whether your rules and the list of exceptions are right.',
};
