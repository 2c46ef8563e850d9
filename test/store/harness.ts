import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../server/core/clock.ts';
import type { Log } from '../../server/core/log.ts';
import { KINDS, NO_DETAIL, type Kind, type RoleChange, type User } from '../../server/core/roles.ts';
import type { Roster } from '../../server/core/roster.ts';
import { openDataFolder, type StoreDeps } from '../../server/store/files/data-folder.ts';
import { FaultyFiles } from '../support/fake-fs.ts';

export const NOW = Date.UTC(2025, 0, 2, 3, 4, 5, 678);

const clock: Clock = {
  now: () => NOW,
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Keeps what was said, as `warn message`. */
export class LogBook implements Log {
  readonly lines: string[] = [];
  debug = (_scope: string, message: string): void => void this.lines.push(`debug ${message}`);
  info = (_scope: string, message: string): void => void this.lines.push(`info ${message}`);
  warn = (_scope: string, message: string): void => void this.lines.push(`warn ${message}`);
  error = (_scope: string, message: string): void => void this.lines.push(`error ${message}`);
}

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-store-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

export interface Rig extends StoreDeps {
  readonly files: FaultyFiles;
  readonly log: LogBook;
  path(name: string): string;
  text(name: string): Promise<string>;
  put(name: string, content: string | Uint8Array): Promise<void>;
  /** Without those of the lock and of the manifest. */
  names(): Promise<string[]>;
  /** The codes of what the streamer is told. */
  codes(): string[];
  /** Everything that the streamer is told. */
  told(): string;
}

/** What the store needs, on a real disk that can be made to fail. `open` again to be the next process. */
export async function rig(path?: string): Promise<Rig> {
  const dir = path ?? (await temporaryFolder());
  const files = new FaultyFiles();
  const log = new LogBook();
  const folder = await openDataFolder(dir, { log, files, now: () => NOW });
  onTestFinished(() => closeRig({ folder, files }));
  return {
    folder,
    clock,
    files,
    log,
    path: (name) => join(dir, name),
    text: (name) => readFile(join(dir, name), 'utf8'),
    put: (name, content) => writeFile(join(dir, name), content),
    names: async () => (await readdir(dir)).filter((name) => !/^(lock|manifest)/.test(name)).sort(),
    codes: () => folder.warnings.list().map(({ code }) => code),
    told: () =>
      folder.warnings
        .list()
        .map(({ message }) => message)
        .join('\n'),
  };
}

export const MANIFEST = ['manifest.ndjson', 'manifest.copy.ndjson'] as const;

/** The process has gone: its locks are free, and nothing of it reaches the disk any more. */
export async function closeRig(old: Pick<Rig, 'folder' | 'files'>): Promise<void> {
  await old.folder.close();
  await old.files.closeAll();
}

/** The same folder after the process has gone. */
export async function reopen(old: Rig): Promise<Rig> {
  await closeRig(old);
  return rig(old.folder.path);
}

export const user = (id: number | string, login = `viewer_${id}`): User => ({
  userId: String(id),
  userLogin: login,
  userDisplayName: login.toUpperCase(),
});

export function granted(id: number | string, kind: Kind = 'vips', at = NOW, source = 'startup'): RoleChange {
  const detail = kind === 'subscribers' ? { ...NO_DETAIL, tier: '1000' as const } : NO_DETAIL;
  return { change: 'granted', kind, user: user(id), detail, at, source };
}

export const revoked = (
  id: number | string,
  kind: Kind = 'vips',
  at = NOW,
  source = 'event',
): RoleChange => ({
  change: 'revoked',
  kind,
  user: user(id),
  at,
  source,
});

/** Everything that a roster can be asked, in a form that can be compared. */
export function picture(roster: Roster): unknown {
  const viewers = [...roster.viewers()].map((viewer) => {
    const { userId, userLogin, userDisplayName } = viewer;
    const found = userLogin === '' ? null : roster.byName(userLogin)?.userId;
    return [userId, userLogin, userDisplayName, found, ...KINDS.map((kind) => viewer[kind])] as const;
  });
  return { counts: { ...roster.counts }, viewers: viewers.sort((a, b) => (a[0] < b[0] ? -1 : 1)) };
}
