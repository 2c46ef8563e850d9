import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { EVERYONE, LIMITED } from '../../../server/core/policy.ts';
import type { Simulator } from '../../../server/demo/simulator.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/start-app.ts';
import { TestClient } from '../../support/ws-client.ts';

/** People of every kind: who may do what, and who must not. */
export const WHO = {
  subscriber: '',
  vip: '',
  formerVip: '',
  moderator: '',
  muted: '',
  mutedForAWhile: '900000002',
  unmuted: '900000003',
  allowed: '900000004',
  paid: '900000005',
  paidNoMore: '900000006',
  stranger: '900000007',
};
export type Who = keyof typeof WHO;

/** Of each person and feature `allow …` or `deny …` with the reason. */
export type Answers = Readonly<Record<string, string>>;

export interface Scene {
  /** As the process left it that ended in peace, and as one that was killed. */
  readonly closed: string;
  readonly killed: string;
  readonly who: Readonly<Record<Who, string>>;
  readonly answers: Answers;
}

const FEATURES = ['tts', 'premium-voice', 'song-request', 'open-mic'] as const;

export async function ownerOf(app: TestApp): Promise<TestClient> {
  return TestClient.open(app.wsUrl, { headers: { origin: app.baseUrl } });
}

export async function call(
  client: TestClient,
  action: string,
  params: object = {},
): Promise<Record<string, unknown>> {
  const reply = await client.call(action, params);
  if (!reply.ok) throw new Error(`${action}: ${reply.error?.code} ${reply.error?.message}`);
  return reply.result!;
}

export async function answersOf(client: TestClient, who: Scene['who']): Promise<Answers> {
  const answers: Record<string, string> = {};
  for (const [name, userId] of Object.entries(who)) {
    for (const feature of FEATURES) {
      const reply = await client.call('access.check', { userId, feature, record: false });
      const { allowed, reason } = reply.result ?? { allowed: false, reason: reply.error?.code };
      answers[`${name} ${feature}`] = `${allowed === true ? 'allow' : 'deny'} ${String(reason)}`;
    }
  }
  return answers;
}

export interface Warned {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
  readonly at: string;
}

export async function warningsOf(client: TestClient): Promise<Warned[]> {
  return (await call(client, 'sync.status'))['warnings'] as Warned[];
}

/** A folder that goes away with the test; what it is filled with is a copy. */
export async function copyOf(folder: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-damage-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  await cp(folder, path, { recursive: true, filter: (name) => !name.endsWith('.sock') });
  return path;
}

export interface Started {
  readonly app: TestApp;
  readonly client: TestClient;
  close(): Promise<void>;
}

/** Starts on a folder; without Twitch unless told otherwise. */
export async function startOn(dataFolder: string, options: TestAppOptions = {}): Promise<Started> {
  const app = await startTestApp({ isConnected: false, ...options, dataFolder });
  const client = await ownerOf(app);
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await client.close();
    await app.close();
  };
  onTestFinished(close);
  return { app, client, close };
}

/** Does everything that there is to be lost, through a real app, and remembers the answers. */
export async function makeScene(simulator: Simulator): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-scene-'));
  const app = await startTestApp({ simulator, dataFolder: folder });
  const client = await ownerOf(app);
  const sync = () => call(client, 'sync.run', { source: 'api:test', force: true });
  for (;;) {
    const { channel } = await call(client, 'sync.status');
    if (channel !== null && app.app.sync.memory.subscribers.lastSuccessAt !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { truth } = simulator.world;
  const [subscriber = '', muted = ''] = truth.subscriberIds();
  const subscribers = new Set(truth.subscriberIds());
  const [vip = '', formerVip = ''] = [...truth.vips.ids()].filter((id) => !subscribers.has(id));
  const [moderator = ''] = [...truth.moderators.ids()].filter((id) => !subscribers.has(id));
  if (formerVip === '' || moderator === '') throw new Error('everybody subscribes here');
  const who = { ...WHO, subscriber, muted, vip, formerVip, moderator };
  await sync();
  simulator.world.removeVip(formerVip, { announce: false });
  await sync();
  await call(client, 'settings.set', { intervalMinutes: 45, texts: { vip: '{name} is very important.' } });
  await call(client, 'policy.set', { preset: 'everyone' });
  await call(client, 'policy.set', { preset: 'limited' });
  const rules = { ...LIMITED, allow: { ...LIMITED.allow, subscribers: null } };
  const cooldown = { globalMs: 0, userMs: 3_600_000, roleMs: {} };
  await call(client, 'policy.set', { feature: 'song-request', policy: { ...rules, cooldown } });
  await call(client, 'policy.set', { feature: 'open-mic', policy: EVERYONE });
  await call(client, 'features.disable', { feature: 'open-mic' });
  const tts = { feature: 'tts', by: 'test' };
  const mute = { ...tts, effect: 'deny' };
  await call(client, 'overrides.set', { ...mute, userId: muted, until: null });
  await call(client, 'overrides.set', { ...mute, userId: who.mutedForAWhile, until: '2099-01-01T00:00:00Z' });
  await call(client, 'overrides.set', { ...mute, userId: who.unmuted, until: 'stream_end' });
  await call(client, 'overrides.clear', { ...tts, userId: who.unmuted });
  await call(client, 'overrides.set', { ...tts, effect: 'allow', userId: who.allowed, until: null });
  await call(client, 'grants.add', { ...tts, userId: who.paid, minutes: 600 });
  await call(client, 'grants.add', { ...tts, userId: who.paidNoMore, minutes: 600 });
  await call(client, 'grants.revoke', { ...tts, userId: who.paidNoMore });
  await call(client, 'access.check', { userId: vip, feature: 'song-request', consume: true });
  await call(client, 'tokens.create', { name: 'Deck', level: 'control' });
  await call(client, 'peers.set', { obs: { port: 4466 } });
  await app.app.stores.tokens.setTwitch({
    ...{ clientId: 'simulator-client', accessToken: 'x', refreshToken: 'y', scopes: [] },
    ...{ userId: truth.broadcasterId, userLogin: 'streamer', userDisplayName: 'Streamer' },
    ...{ obtainedAt: Date.now(), expiresInS: null },
  });
  const answers = await answersOf(client, who);
  // Cooldowns are saved a moment later, and what is noted of the files is not waited for.
  while (!(await readdir(folder)).includes('cooldowns.json'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  await app.app.stores.folder.manifest.written();
  const killed = `${folder}-killed`;
  await cp(folder, killed, { recursive: true, filter: (name) => !name.endsWith('.sock') });
  await client.close();
  await app.close();
  return { closed: folder, killed, who, answers };
}

export async function removeScene({ closed, killed }: Scene): Promise<void> {
  for (const path of [closed, killed]) await rm(path, { recursive: true, force: true });
}

/** Changes a file of a folder; null deletes it. */
export async function damage(
  folder: string,
  name: string,
  change: (bytes: Buffer) => Buffer | string | null,
): Promise<void> {
  const path = join(folder, name);
  const changed = change(await readFile(path));
  if (changed === null) await rm(path);
  else await writeFile(path, changed);
}

/** The names of all files of ours in a folder. */
export async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(
    (name) => /\.(json|ndjson)$/.test(name) && name !== 'lock-owner.json',
  );
}
