import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AccessService } from '../../../server/access/service.ts';
import type { AccessEvents } from '../../../server/access/service.ts';
import { Channel } from '../../../server/channel/channel.ts';
import type { ChannelEvents } from '../../../server/channel/parts.ts';
import { systemClock } from '../../../server/clock.ts';
import { Events } from '../../../server/core/events.ts';
import { EVERYONE, LIMITED } from '../../../server/core/policy.ts';
import { type Kind, KINDS, NO_DETAIL, type RoleChange } from '../../../server/core/roles.ts';
import { StreamerbotRelay } from '../../../server/peers/streamerbot-relay.ts';
import { openStores, type Stores } from '../../../server/store/stores.ts';
import { toSettingsValues } from '../../../server/store/settings-store.ts';

/** Who can be told apart by what is on disk. */
const PEOPLE = [
  ...['subscriber', 'vip', 'moderator', 'formerVip', 'formerModerator', 'mutedSubscriber', 'muted'],
  ...['mutedForAWhile', 'unmuted', 'allowed', 'allowedNoMore', 'paid', 'paidNoMore', 'paidTwice', 'stranger'],
] as const;
type Person = (typeof PEOPLE)[number];
const idOf = (person: Person): string => String(9_000 + PEOPLE.indexOf(person));
const userOf = (person: Person) => ({
  userId: idOf(person),
  userLogin: person.toLowerCase(),
  userDisplayName: person,
});

const silent = { debug() {}, info() {}, warn() {}, error() {} };
type AllEvents = AccessEvents & ChannelEvents & { settings: readonly string[] };

/** A Rolecall without a network: what is on disk, and what follows from it. */
export interface Opened {
  readonly stores: Stores;
  readonly access: AccessService;
  close(): Promise<void>;
}

export async function openKept(folder: string): Promise<Opened> {
  const base = { clock: systemClock, log: silent, random: () => 0.5, onSecret: () => undefined };
  const stores = await openStores(folder, systemClock, silent);
  const events = new Events<AllEvents>((_, error) => {
    throw error;
  });
  const relay = new StreamerbotRelay(base);
  const limits = { relay, windowMs: 0, minGapMs: 0, clientId: 'x', fixedToken: null };
  const channel = new Channel({ ...base, ...limits, stores, events });
  const { uses, settings, access: store } = stores;
  const roster = channel.sync.writer.firstLists.view;
  const access = new AccessService({ ...base, roster, store, uses, settings, channel, events });
  const close = async (): Promise<void> => {
    await channel.close();
    await access.close();
    await stores.close();
  };
  return { stores, access, close };
}

/** What a folder held, in parts that can get lost each by itself: a name and a text for each record. */
export type Records = Readonly<Record<string, ReadonlyMap<string, string>>>;

export interface Seen {
  /** `person feature` -> reason of the answer; with `allow` in front if it was a yes. */
  readonly answers: ReadonlyMap<string, string>;
  readonly records: Records;
  /** Codes of what is said. */
  readonly said: readonly string[];
}

export async function look({ stores, access }: Opened): Promise<Seen> {
  await stores.roster.wake();
  const answers = new Map<string, string>();
  for (const person of PEOPLE) {
    for (const feature of Object.keys(POLICY)) {
      const request = { userId: idOf(person), platform: 'twitch', feature, consume: false, record: false };
      const answer = await access.check(request);
      const reason = answer?.reason ?? 'no feature';
      answers.set(`${person} ${feature}`, answer?.allowed ? `allow ${reason}` : reason);
    }
  }
  return { answers, records: await recordsOf(stores), said: stores.warnings.list().map(({ code }) => code) };
}

async function recordsOf(stores: Stores): Promise<Records> {
  const all = stores.settings.get();
  const { roster, access } = stores;
  const named = (list: Iterable<unknown>): Map<string, string> =>
    new Map(
      Array.from(list, (item, i) => [
        String((item as { id?: string | number } | null)?.id ?? i),
        textOf(item),
      ]),
    );
  const roles = PEOPLE.flatMap((person) => {
    const viewer = roster.roster.byId(idOf(person));
    return KINDS.filter((kind) => viewer?.[kind]).map((kind): [string, string] => [`${person} ${kind}`, '']);
  });
  const history = new Map<string, string>();
  for (const person of PEOPLE)
    for (const record of await roster.history(idOf(person))) {
      const { role, grantedAt, revokedAt } = record;
      history.set(`${person} ${role} ${grantedAt} ${revokedAt}`, '');
    }
  return {
    rules: named([toSettingsValues(all), all.rewards, ...Object.entries(all.policy)]),
    overrides: named(access.overrides()),
    grants: named(access.grants()),
    roles: new Map(roles),
    history,
    login: named([stores.tokens.twitch()?.refreshToken ?? null]),
    channel: named([stores.tokens.lastBroadcaster()]),
    accessTokens: named(stores.accessTokens.all()),
    peers: named([stores.peers.get()]),
    passwords: named([stores.peers.passwords()]),
    regulars: named([stores.peers.told()]),
    runs: named(stores.runs.runs().map(({ runId }) => ({ id: runId }))),
    counts: named(stores.counts.history()),
    cooldowns: named(Object.entries(stores.uses.load())),
  };
}

/** The same for the same, in whatever order its fields stand. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Of each part what is said when some of it is lost. */
export const SAID: Readonly<Record<string, readonly string[]>> = {
  rules: ['rules_unknown'],
  overrides: ['mutes_lost', 'grants_waiting', 'rules_unknown'],
  grants: ['mutes_lost', 'grants_waiting', 'rules_unknown'],
  roles: ['roster_damaged'],
  history: ['roster_damaged', 'history_damaged'],
  login: ['login_lost'],
  channel: ['channel_lost'],
  accessTokens: ['access_tokens_lost'],
  peers: ['peers_lost', 'file_older'],
  passwords: ['peers_lost', 'peer_passwords_lost', 'file_older'],
  regulars: ['peers_lost', 'regulars_lost', 'file_older'],
  runs: ['runs_lost', 'file_older'],
  counts: ['counts_lost', 'file_older'],
  cooldowns: ['cooldowns_restarted'],
};

const POLICY = {
  tts: LIMITED,
  'premium-voice': { ...LIMITED, allow: { ...LIMITED.allow, subscribers: null } },
  'song-request': { ...LIMITED, cooldown: { globalMs: 0, userMs: 3_600_000, roleMs: {} } },
  'open-mic': { ...EVERYONE, enabled: false },
  shout: EVERYONE,
};

export interface Kept {
  /** As a process left it that ended in peace, one that was killed, and an earlier state that lets in more. */
  readonly closed: string;
  readonly killed: string;
  readonly earlier: string;
  readonly before: Seen;
}

/** Fills a folder with everything there is to be lost. @param root an empty folder for the copies */
export async function makeKept(root: string): Promise<Kept> {
  const [closed, killed, earlier] = ['closed', 'killed', 'earlier'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const opened = await openKept(closed);
  await letIn(opened);
  await copyFolder(opened, closed, earlier);
  await keepOut(opened);
  await copyFolder(opened, closed, killed);
  await opened.close();
  const again = await openKept(closed);
  const before = await look(again).finally(() => again.close());
  return { closed, killed, earlier, before };
}

/** As a process leaves it that is killed once it has written what it does not wait for. */
export async function copyFolder({ stores }: Opened, from: string, to: string): Promise<void> {
  await stores.roster.settle();
  const isAtWork = async (): Promise<boolean> => (await readdir(from)).some((name) => name.endsWith('.tmp'));
  while (await isAtWork()) await new Promise((resolve) => setTimeout(resolve, 5));
  await stores.folder.manifest.written();
  await cp(from, to, { recursive: true, filter: (name) => !/\.(sock|tmp)$/.test(name) });
}

const by = { note: null, by: 'test' };
const granted = (person: Person, kind: Kind): RoleChange => ({
  ...{ change: 'granted', kind, user: userOf(person), source: 'startup', at: Date.now() },
  detail: kind === 'subscribers' ? { ...NO_DETAIL, tier: '1000' } : NO_DETAIL,
});
const revoked = (person: Person, kind: Kind): RoleChange => ({
  ...{ change: 'revoked', kind, user: userOf(person), source: 'event', at: Date.now() },
});

async function sync({ stores }: Opened, changes: readonly RoleChange[], runId: string): Promise<void> {
  await stores.roster.commit(() => changes);
  const now = Date.now();
  const memory = { lastSuccessAt: now, lastAttemptAt: now, error: null };
  const result = { count: 1, granted: 1, revoked: 0, updated: 0, error: null };
  const kinds = KINDS.map((kind) => ({ kind, ...result }));
  const run = { runId, source: 'startup', startedAt: now, durationMs: 1, kinds };
  await stores.runs.add(run, { subscribers: memory, vips: memory, moderators: memory });
  await stores.counts.save([
    ...stores.counts.history(),
    { at: now, subscribers: stores.counts.history().length, vips: 1, moderators: 1 },
  ]);
}

async function letIn(opened: Opened): Promise<void> {
  const { stores, access } = opened;
  await stores.tokens.setTwitch({
    ...{ clientId: 'x', accessToken: 'x', refreshToken: 'y', scopes: [], obtainedAt: 1e12, expiresInS: null },
    ...{ userId: '1', userLogin: 'streamer', userDisplayName: 'Streamer' },
  });
  await stores.peers.update((peers) => ({ ...peers, obs: { ...peers.obs, port: 4466 } }), { obs: 'secret' });
  await stores.peers.saveTold({ regulars: [{ userId: '5', name: 'x' }], removed: [] });
  const people = ['subscriber', 'mutedSubscriber'] as const;
  await sync(opened, people.map((each) => granted(each, 'subscribers')), 'run-1'); // prettier-ignore
  await sync(
    opened,
    [
      ...(['vip', 'formerVip'] as const).map((each) => granted(each, 'vips')),
      ...(['moderator', 'formerModerator'] as const).map((each) => granted(each, 'moderators')),
    ],
    'run-2',
  );
  await access.changePolicy(() => ({
    ...POLICY,
    'open-mic': EVERYONE,
    tts: EVERYONE,
    'premium-voice': LIMITED,
  }));
  for (const person of ['allowed', 'allowedNoMore'] as const)
    await access.exceptions.setOverride({
      ...by,
      user: userOf(person),
      feature: 'tts',
      effect: 'allow',
      until: null,
    });
  for (const person of ['paid', 'paidNoMore', 'paidTwice'] as const)
    await access.exceptions.addGrant({ ...by, user: userOf(person), feature: 'tts', minutes: 600 });
  const token = { level: 'owner', createdAt: 1e12, lastUsedAt: null } as const;
  const tokens = ['a', 'b'].map((id) => ({ ...token, id, name: id, hash: id.repeat(64) }));
  await stores.accessTokens.update(() => tokens);
}

async function keepOut(opened: Opened): Promise<void> {
  const { stores, access } = opened;
  const deny = { ...by, effect: 'deny', until: null } as const;
  await stores.settings.update({ intervalMinutes: 45, texts: { vip: '{name} is very important.' } });
  await access.changePolicy(() => POLICY);
  await stores.accessTokens.update((tokens) => tokens.slice(0, 1));
  await access.exceptions.setOverride({ ...deny, user: userOf('mutedSubscriber'), feature: 'tts' });
  for (const feature of ['tts', 'shout'])
    await access.exceptions.setOverride({ ...deny, user: userOf('muted'), feature });
  const until = Date.UTC(2099, 0);
  await access.exceptions.setOverride({ ...deny, user: userOf('mutedForAWhile'), feature: 'shout', until });
  await access.exceptions.setOverride({
    ...deny,
    user: userOf('unmuted'),
    feature: 'shout',
    until: 'stream_end',
  });
  await access.exceptions.clearOverride('shout', idOf('unmuted'), 'test');
  await access.exceptions.clearOverride('tts', idOf('allowedNoMore'), 'test');
  await access.exceptions.addGrant({ ...by, user: userOf('paidTwice'), feature: 'tts', minutes: 5 });
  const use = { lastUseAt: Date.now(), byViewer: [[idOf('vip'), Date.now()]] } as const;
  await stores.uses.save({ 'song-request': use });
  await access.exceptions.revokeGrant('tts', idOf('paidNoMore'), 'test');
  await sync(opened, [revoked('formerModerator', 'moderators')], 'run-3');
  await sync(opened, [revoked('formerVip', 'vips')], 'run-4');
}
