import type { FaultRule, GarbageBody } from '../../server/demo/fault-types.ts';
import { LIST_PATHS, type ListKind } from '../../server/demo/fault-presets.ts';
import type { Model } from './model.ts';
import { type Random, sleep } from './random.ts';
import type { Rolecall } from './rolecall.ts';
import type { Tally } from './record.ts';
import type { Twitch } from './twitch.ts';

export interface Field {
  readonly twitch: Twitch;
  readonly rolecall: Rolecall;
  readonly model: Model;
  readonly random: Random;
  readonly tally: Tally;
  /** The refresh token may be spent without our knowing: Twitch may end the login, and rightly so. */
  mayLoseLogin: boolean;
  /** A socket may be open and say nothing until then, epoch ms: that takes Rolecall a while to notice. */
  deafUntil: number;
  /** Something big (an outage, a restart) is under way; one at a time. */
  isBusy: boolean;
}

/** Does its harm for up to `ms` and takes it back. Rules of the simulator are cleared after the storm anyway. */
type Fault = (field: Field, ms: number) => Promise<unknown>;

/** What a fault says that had to stand back. */
export const STOOD_BACK = 'stood back';

/** A silent socket is noticed after the keepalive window and some. */
const NOTICE_MS = 20_000;
const KINDS = ['subscribers', 'vips', 'moderators'] as const;
const CLOSE_CODES = [1000, 1011, 4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007];
const SUBSCRIPTIONS = '/eventsub/subscriptions';
const REFRESH = { path: '/auth/token', params: { grant_type: 'refresh_token' } };
const GARBAGE: readonly GarbageBody[] = [
  ...(['html', 'empty', 'truncated', 'null', 'no-data', 'null-data', 'null-rows', 'no-pagination'] as const),
  { text: '{"data":[{"user_id":"abc"}],"pagination":{}}' },
  { text: '[]' },
  { text: '{"data":{},"pagination":[]}' },
];
const RAW = [
  ...['', '{', 'null', '[]', '7', '"text"', '{}', '{"metadata":null}', '{"metadata":{}}'],
  '{"metadata":{"message_type":"notification"},"payload":null}',
  '{"metadata":{"message_id":"x","message_type":"notification","message_timestamp":"yesterday"},"payload":{"subscription":{"id":"nobody"},"event":null}}',
  '{"metadata":{"message_id":"y","message_type":"session_reconnect","message_timestamp":""},"payload":{"session":{}}}',
  '{"metadata":{"message_id":"z","message_type":"session_welcome","message_timestamp":""},"payload":{"session":null}}',
  '{"metadata":{"message_id":"w","message_type":"revocation","message_timestamp":""},"payload":{}}',
];
const EVENT_TYPES = [
  ...['channel.subscribe', 'channel.subscription.end', 'channel.vip.add', 'channel.vip.remove'],
  ...['channel.moderator.add', 'channel.moderator.remove'],
];

const rule =
  (make: (field: Field, kind: ListKind) => FaultRule): Fault =>
  async (field, ms) => {
    const kind = field.random.pick(KINDS);
    await field.twitch.addFault(make(field, kind));
    await sleep(ms);
  };

const onList = (make: (field: Field, kind: ListKind) => FaultRule['do']): Fault =>
  rule((field, kind) => ({ match: { path: LIST_PATHS[kind], lookup: false }, do: make(field, kind) }));

const big =
  (action: Fault): Fault =>
  async (field, ms) => {
    if (field.isBusy) return STOOD_BACK;
    field.isBusy = true;
    try {
      return await action(field, ms);
    } finally {
      field.isBusy = false;
    }
  };

/** Whatever happens to a refresh on its way back: Twitch has spent the token and we do not know the new one. */
const losing =
  (action: Fault): Fault =>
  (field, ms) => {
    field.mayLoseLogin = true;
    return action(field, ms);
  };

/** Everything that can go wrong, by the name that the table shows. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'sockets dropped': ({ twitch }) => twitch.control('POST', 'eventsub/drop'),
  'sockets closed': ({ twitch, random }) =>
    twitch.control('POST', 'eventsub/close', { code: random.pick(CLOSE_CODES) }),
  'asked to reconnect': ({ twitch }) => twitch.control('POST', 'eventsub/reconnect', {}),
  'stale reconnect URL': ({ twitch }) => twitch.control('POST', 'eventsub/reconnect', { stale: true }),
  'garbage on the socket': async ({ twitch, random }) => {
    for (let i = random.between(1, 3); i > 0; i--) {
      await twitch.control('POST', 'eventsub/raw', { text: random.pick(RAW) || ' ' });
      await sleep(50);
    }
  },
  'subscriptions revoked': ({ twitch, random }) =>
    twitch.control('POST', 'eventsub/revoke', {
      type: random.pick(EVENT_TYPES),
      status: random.pick(['version_removed', 'notification_failures_exceeded', 'moderator_removed']),
    }),
  'no welcome': async (field, ms) => {
    await field.twitch.addFault({ match: { path: '/ws' }, do: { kind: 'no-welcome' } });
    await field.twitch.control('POST', 'eventsub/drop');
    await sleep(ms);
  },
  'closed on connect': async (field, ms) => {
    const code = field.random.pick(CLOSE_CODES);
    await field.twitch.addFault({ match: { path: '/ws' }, do: { kind: 'close-on-connect', code } });
    await field.twitch.control('POST', 'eventsub/drop');
    await sleep(ms);
  },
  'silent socket': async (field, ms) => {
    const what = field.random.pick(['keepalives', 'everything'] as const);
    await field.twitch.addFault({ match: { path: '/ws' }, do: { kind: 'mute', what } });
    await field.twitch.control('POST', 'eventsub/drop');
    await sleep(ms);
    field.deafUntil = Date.now() + NOTICE_MS;
  },
  'handshake refused': async (field, ms) => {
    const { twitch, random } = field;
    const what = random.pick([
      { kind: 'status', status: 503 },
      { kind: 'silence' },
      { kind: 'reset' },
    ] as const);
    await twitch.addFault({ match: { path: '/ws' }, do: what });
    await twitch.control('POST', 'eventsub/drop');
    await sleep(ms);
  },
  'subscribing fails': async ({ twitch, random }, ms) => {
    const what = random.pick([
      { kind: 'status', status: 500 },
      { kind: 'rate-limited', remaining: 5 },
      { kind: 'silence' },
      { kind: 'garbage', body: 'html' },
    ] as const);
    const times = random.between(1, 12);
    await twitch.addFault({ match: { method: 'POST', path: SUBSCRIPTIONS }, do: what, times });
    await twitch.control('POST', 'eventsub/drop');
    await sleep(ms);
  },
  'events lost': rule(({ random }) => ({
    match: { type: random.pick(EVENT_TYPES) },
    do: { kind: 'drop' },
    times: random.between(1, 5),
  })),
  'events twice': rule(({ random }) => ({ do: { kind: 'duplicate', newId: random.chance(0.5) } })),
  'events late': rule(({ random }) => ({
    match: { type: random.pick(EVENT_TYPES) },
    do: { kind: 'late', ageMs: random.between(0, 20_000), delayMs: random.between(100, 3_000) },
  })),
  'events out of order': rule(({ random }) => ({
    match: { type: random.pick(EVENT_TYPES) },
    do: { kind: 'hold' },
  })),
  'event before its reply': async ({ twitch, model, random }, ms) => {
    const person = random.pick(model.people);
    const names = { user_id: person.userId, user_login: person.login, user_name: person.login };
    model.suspect(person, 'vips', 'yes');
    const { broadcasterId } = await twitch.world();
    const event = {
      ...names,
      ...{ broadcaster_user_id: broadcasterId, broadcaster_user_login: 'x', broadcaster_user_name: 'x' },
    };
    await twitch.addFault({
      match: { method: 'POST', path: SUBSCRIPTIONS, type: 'channel.vip.add' },
      do: { kind: 'early-event', event },
    });
    await twitch.control('POST', 'eventsub/drop');
    await sleep(ms);
  },
  'dead token': rule(({ random }) => ({ do: { kind: 'dead-token' }, times: random.between(1, 4) })),
  'all access tokens ended': ({ twitch }) => twitch.control('DELETE', 'tokens', {}),
  'refreshing refused': async (field, ms) => {
    const status = field.random.pick([500, 503, 429, 400]);
    await field.twitch.addFault({ match: REFRESH, do: { kind: 'status', status, message: 'try later' } });
    await field.twitch.control('DELETE', 'tokens', {});
    await sleep(ms);
  },
  'refreshing silent': async (field, ms) => {
    await field.twitch.addFault({ match: REFRESH, do: { kind: 'silence' } });
    await field.twitch.control('DELETE', 'tokens', {});
    await sleep(ms);
  },
  'refresh reply lost': losing(async (field, ms) => {
    await field.twitch.addFault({ match: REFRESH, do: { kind: 'reset', when: 'after' }, times: 1 });
    await field.twitch.control('DELETE', 'tokens', {});
    await sleep(ms);
  }),
  'login withdrawn': losing(({ twitch }) => twitch.control('POST', 'tokens/revoke-authorization')),
  'validation down': rule(() => ({ match: { path: '/auth/validate' }, do: { kind: 'status', status: 503 } })),
  '429 with headers': rule(({ random }, kind) => ({
    match: { path: LIST_PATHS[kind] },
    do: { kind: 'rate-limited', resetInS: random.between(1, 8) },
    times: random.between(1, 4),
  })),
  '429 without headers': rule((_field, kind) => ({
    match: { path: LIST_PATHS[kind] },
    do: { kind: 'rate-limited', headers: false },
    times: 1,
  })),
  'lists fail': onList(({ random }) => ({
    kind: 'status',
    status: random.pick([500, 502, 503, 504, 400, 404]),
  })),
  'a page fails': rule(({ random }, kind) => ({
    match: { path: LIST_PATHS[kind], lookup: false, page: random.between(1, 5) },
    do: { kind: 'status', status: random.pick([500, 503, 403]) },
  })),
  'look-ups fail': rule((_field, kind) => ({
    match: { path: LIST_PATHS[kind], lookup: true },
    do: { kind: 'status', status: 503 },
  })),
  'lists silent': rule(({ random }, kind) => ({
    match: { path: LIST_PATHS[kind] },
    do: { kind: 'silence', when: random.pick(['before', 'headers'] as const) },
    times: random.between(1, 3),
  })),
  'connections reset': rule(({ random }) => ({
    match: { path: LIST_PATHS.subscribers },
    do: { kind: 'reset' },
    times: random.between(1, 6),
  })),
  'lists garbage': onList(({ random }) => ({ kind: 'garbage', body: random.pick(GARBAGE) })),
  'look-ups garbage': rule(({ random }, kind) => ({
    match: { path: LIST_PATHS[kind], lookup: true },
    do: { kind: 'garbage', body: random.pick(GARBAGE.slice(0, 7)) },
  })),
  'lists empty': onList(() => ({ kind: 'garbage', body: { text: '{"data":[],"pagination":{}}' } })),
  'short pages': onList(({ random }) => ({ kind: 'short-pages', size: random.between(15, 60) })),
  'empty pages': rule(({ random }, kind) => ({
    match: { path: LIST_PATHS[kind], page: random.between(1, 4) },
    do: { kind: 'empty-page' },
  })),
  'odd ends of lists': onList(({ random }) => ({
    kind: random.pick(['empty-cursor', 'trailing-page'] as const),
  })),
  'repeated cursors': onList(() => ({ kind: 'repeat-cursor' })),
  'people on two pages': onList(() => ({ kind: 'overlap' })),
  'lists hide people': onList(({ model, random }, kind) => ({
    kind: 'hide',
    userIds: model.people
      .filter(({ facts }) => facts[kind] && random.chance(0.3))
      .map(({ userId }) => userId),
  })),
  'lists show strangers': onList(({ model, random }, kind) => {
    const ghosts = model.people.filter(({ facts }) => !facts[kind] && random.chance(0.01));
    for (const ghost of ghosts) model.suspect(ghost, kind, kind === 'subscribers' ? '1000' : 'yes');
    return { kind: 'ghost', userIds: ghosts.map(({ userId }) => userId) };
  }),
  'slow answers': rule(({ random }) => ({ do: { kind: 'latency', ms: random.between(100, 2_500) } })),
  'everything fails': rule(({ random }) => ({ do: { kind: 'status', status: random.pick([500, 503]) } })),
  'everything silent': losing(rule(() => ({ do: { kind: 'silence' } }))),
  'Twitch unreachable': big(losing(({ twitch }, ms) => twitch.goDark(ms))),
  'Twitch frozen': big(losing(({ twitch }, ms) => twitch.freeze(ms))),
  'Twitch restarted': big(
    losing(({ twitch, model, random }) => twitch.restart(model, random.between(100, 3_000))),
  ),
  'kill -9': big(
    losing(async ({ rolecall, random, tally }) => {
      tally.kills++;
      await rolecall.stop('SIGKILL');
      await sleep(random.between(0, 1_000));
      await rolecall.start();
    }),
  ),
  SIGTERM: big(
    losing(async ({ rolecall, tally }) => {
      tally.terms++;
      await rolecall.stop('SIGTERM');
      await rolecall.start();
    }),
  ),
};

/** Drawn more often than the others. */
export const FAVOURITES = ['kill -9', 'kill -9', 'kill -9', 'sockets dropped', 'dead token', 'SIGTERM'];
