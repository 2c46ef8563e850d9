import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../server/core/clock.ts';
import { type Log, silentLog } from '../../server/core/log.ts';
import { type Simulator, startSimulator, type StartOptions } from '../../server/demo/simulator.ts';
import { openStores } from '../../server/store/stores.ts';
import type { Channel } from '../../server/sync/ports.ts';
import { systemClock } from '../../server/clock.ts';
import { type LoginDeps, TwitchLogin } from '../../server/twitch/login.ts';
import type { Grant, GrantVault } from '../../server/twitch/tokens.ts';
import { TwitchHttp } from '../../server/twitch/twitch-http.ts';
import { onEnd } from '../support/endings.ts';

export const CLIENT_ID = 'simulator-client';
export const BROADCASTER = '12345678';
/** What Rolecall asks for, and nothing else. */
export const SCOPES = ['channel:read:subscriptions', 'channel:read:vips', 'moderation:read'];

/** Asks until it is so; fails by saying what it waited for. */
export async function until(
  what: string,
  isSo: () => unknown,
  { ms = 25_000, tell = () => '' }: { ms?: number; tell?: () => string } = {},
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}\n${tell()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A Twitch whose login wants to be asked often, and that ends with the test. */
export async function twitch(options: StartOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ deviceIntervalS: 0.1, ...options });
  process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
  onEnd(() => simulator.close());
  return simulator;
}

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-live-'));
  onEnd(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** The login as it would be kept after the streamer connected. */
export function grantOf(simulator: Simulator, more: Partial<Grant> = {}, scopes = SCOPES): Grant {
  const pair = simulator.issueToken({ clientId: CLIENT_ID, scopes });
  return {
    ...pair,
    clientId: CLIENT_ID,
    scopes,
    userId: BROADCASTER,
    userLogin: 'maplekettle',
    userDisplayName: 'MapleKettle',
    obtainedAt: Date.now(),
    expiresInS: 14_400,
    ...more,
  };
}

/** A data folder of a streamer who connected before. */
export async function folderWithLogin(simulator: Simulator, more: Partial<Grant> = {}): Promise<string> {
  const path = await folder();
  await edit(path, (stores) => stores.tokens.setTwitch(grantOf(simulator, more)));
  return path;
}

/** Does something to a data folder that no Rolecall has open. */
export async function edit<T>(
  path: string,
  change: (stores: Awaited<ReturnType<typeof openStores>>) => Promise<T> | T,
): Promise<T> {
  const stores = await openStores(path, systemClock, silentLog);
  try {
    return await change(stores);
  } finally {
    await stores.close();
  }
}

/** Keeps a login in memory and writes down what it is told, in order. */
export class FakeVault implements GrantVault {
  readonly writes: string[] = [];
  kept: Grant | null;
  /** Called before every write. */
  beforeWrite: () => Promise<void> = () => Promise.resolve();

  constructor(kept: Grant | null = null) {
    this.kept = kept;
  }
  twitch(): Grant | null {
    return this.kept;
  }
  async setTwitch(grant: Grant): Promise<void> {
    await this.beforeWrite();
    this.kept = grant;
    this.writes.push(grant.accessToken);
  }
  async clearTwitch(): Promise<void> {
    await this.beforeWrite();
    this.kept = null;
    this.writes.push('cleared');
  }
}

export interface LoginRig {
  readonly login: TwitchLogin;
  readonly vault: FakeVault;
  readonly http: TwitchHttp;
  readonly lines: string[];
  readonly secrets: Set<string>;
  readonly told: { changes: number; connected: number };
}

/** A login with the real HTTP, on whatever clock. */
export function loginRig(parts: {
  kept?: Grant | null;
  clock?: Clock;
  fixedToken?: LoginDeps['fixedToken'];
  knownChannel?: Channel | null;
}): LoginRig {
  const { kept = null, clock = systemClock, fixedToken = null, knownChannel = null } = parts;
  const vault = new FakeVault(kept);
  const http = new TwitchHttp({ clock: systemClock, log: silentLog, random: () => 0.5 });
  const { log, lines } = recordingLog();
  const secrets = new Set<string>();
  const told = { changes: 0, connected: 0 };
  const login = new TwitchLogin({
    http,
    vault,
    clock,
    log,
    random: () => 0.5,
    fixedToken,
    knownChannel: () => vault.kept ?? knownChannel,
    hasViewers: () => true,
    onSecret: (secret) => secrets.add(secret),
    onChange: () => told.changes++,
    onConnected: () => told.connected++,
  });
  onEnd(() => login.close());
  return { login, vault, http, lines, secrets, told };
}

export function recordingLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (scope: string, message: string): void =>
      void lines.push(`${level} [${scope}] ${message}`);
  return {
    lines,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  };
}
