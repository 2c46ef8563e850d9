import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type DataFolder, openDataFolder } from './files/data-folder.ts';
import { openRoster } from './roster/open.ts';
import type { DurableRoster } from './roster/roster-store.ts';
import { openRuns, type RunFile } from './run-file.ts';
import { type AccessFile, openAccess } from './access-file.ts';
import { type CountFile, openCounts } from './count-file.ts';
import { openPeers, type PeerStore } from './peer-store.ts';
import { openUses, type UseFile } from './use-file.ts';
import { openSettings, type SettingsStore } from './settings-store.ts';
import { type AccessTokenStore, openAccessTokens } from './access-token-store.ts';
import { openTokens, type TokenStore } from './token-store.ts';

/** Everything that is kept on disk, open. */
export interface Stores {
  readonly folder: DataFolder;
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
  const folder = await openDataFolder(path, { log });
  try {
    const parts = { folder, clock, log };
    // First: what was imported counts only if the settings say so.
    const settings = await openSettings(parts);
    const [tokens, accessTokens, runs, counts, roster, access, uses, peers] = await Promise.all([
      openTokens(parts),
      openAccessTokens(parts),
      openRuns(parts),
      openCounts(parts),
      openRoster(parts),
      openAccess(parts, settings.get().lastImport),
      openUses(parts),
      openPeers(parts),
    ]);
    const close = async (): Promise<void> => {
      const all = [settings, tokens, accessTokens, runs, counts, roster, access, uses, peers];
      await Promise.all(all.map((store) => store.close()));
      await folder.close();
    };
    return { folder, settings, tokens, accessTokens, runs, counts, roster, access, uses, peers, close };
  } catch (error) {
    await folder.close();
    throw error;
  }
}
