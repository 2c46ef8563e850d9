import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Warnings } from '../core/warnings.ts';
import { type AccessFile, openAccess } from './access-file.ts';
import { type AccessTokenStore, openAccessTokens } from './access-token-store.ts';
import { type CountFile, openCounts } from './count-file.ts';
import { type DataFolder, openDataFolder } from './files/data-folder.ts';
import { FolderWatch } from './files/folder-watch.ts';
import { openPeers, type PeerStore } from './peer-store.ts';
import { openRoster } from './roster/open.ts';
import type { DurableRoster } from './roster/roster-store.ts';
import { openRuns, type RunFile } from './run-file.ts';
import { openSettings, type SettingsStore } from './settings-store.ts';
import { settleStores } from './settle.ts';
import { openTokens, type TokenStore } from './token-store.ts';
import { openUses, type UseFile } from './use-file.ts';
import { openWarnings } from './warning-file.ts';

/** Everything that is kept on disk, open. */
export interface Stores {
  readonly folder: DataFolder;
  /** What the streamer has to hear. */
  readonly warnings: Warnings;
  readonly settings: SettingsStore;
  /** Twitch's. */
  readonly tokens: TokenStore;
  /** Our own. */
  readonly accessTokens: AccessTokenStore;
  readonly runs: RunFile;
  readonly counts: CountFile;
  readonly roster: DurableRoster;
  /** Overrides and grants. */
  readonly access: AccessFile;
  readonly uses: UseFile;
  readonly peers: PeerStore;
  close(): Promise<void>;
}

/** @throws StoreError if the folder cannot be used; nothing stays open then */
export async function openStores(path: string, clock: Clock, log: Log): Promise<Stores> {
  const folder = await openDataFolder(path, { log, now: () => clock.now() });
  try {
    const parts = { folder, clock, log };
    const warnings = await openWarnings(parts);
    // First: what was imported counts only if the settings say so.
    const settings = await openSettings(parts);
    const { areRulesUnknown, lastImport } = settings.get();
    const [tokens, accessTokens, runs, counts, roster, access, uses, peers] = await Promise.all([
      openTokens(parts),
      openAccessTokens(parts),
      openRuns(parts),
      openCounts(parts),
      openRoster(parts),
      openAccess(parts, areRulesUnknown ? undefined : lastImport),
      openUses(parts),
      openPeers(parts),
    ]);
    runs.listen((kinds) => roster.believe(kinds));
    const files = { settings, tokens, accessTokens, runs, counts, roster, access, uses, peers };
    await settleStores({ folder, warnings, ...files });
    const watch = new FolderWatch(folder, clock);
    const close = async (): Promise<void> => {
      watch.close();
      await Promise.all(Object.values(files).map((store) => store.close()));
      await warnings.close();
      await folder.close();
    };
    return { folder, warnings: folder.warnings, ...files, close };
  } catch (error) {
    await folder.close();
    throw error;
  }
}
