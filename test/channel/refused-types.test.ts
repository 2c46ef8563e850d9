import { describe, expect, it } from 'vitest';
import { KINDS, ROLE_OF_KIND } from '../../server/core/roles.ts';
import { presets } from '../../server/demo/fault-presets.ts';
import { TOPICS } from '../../server/twitch/event-types.ts';
import { app, client, synced } from './app-harness.ts';
import { twitch, until } from './harness.ts';

const TYPES = KINDS.flatMap((kind) => [...TOPICS[kind]]);
const STATUSES = [400, 401, 403, 409, 410, 429, 500];

/** Each type alone under one status, and for every status two sets of several. */
const CASES: [string, number, string[]][] = [
  ...TYPES.map((type, i): [string, number, string[]] => [type, STATUSES[i % STATUSES.length]!, [type]]),
  ...STATUSES.flatMap((status, i): [string, number, string[]][] =>
    [i + 11, 3 * i + 38].map((bits) => {
      const types = TYPES.filter((_, bit) => bits & (1 << bit));
      return [`${types.length} types`, status, types];
    }),
  ),
];

describe('an event type that Twitch refuses', () => {
  it.each(CASES)('%s with %i: nobody is told of a list as live that is not', async (_name, status, types) => {
    const simulator = await twitch({ subscribers: 2, vips: 1, moderators: 1 });
    for (const type of types) simulator.faults.add(presets.failingSubscription(status, type));
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    await synced(rolecall);
    const { supervisor } = rolecall.app.live;
    const isOpen = (): boolean => supervisor.state === 'live' || supervisor.state === 'down';
    if (types.length < TYPES.length) await until('events', isOpen);
    const enabled = new Set<string>(simulator.eventsub.registry.enabledTypes());
    const { result } = await ws.call('sync.status');
    const { kinds } = result as { kinds: Record<(typeof KINDS)[number], { live: boolean }> };
    for (const kind of KINDS) {
      const isHeard = TOPICS[kind].every((type) => enabled.has(type));
      expect([kind, kinds[kind].live && !isHeard]).toEqual([kind, false]);
      // What is not refused comes, whatever happens to the others.
      if (!TOPICS[kind].some((type) => types.includes(type)))
        expect([kind, kinds[kind].live]).toEqual([kind, true]);
      const [userId] = simulator.world.truth[kind].ids();
      const check = await ws.call('access.check', { userId, record: false });
      if (check.result?.['reason'] === ROLE_OF_KIND[kind])
        expect(check.result).toMatchObject({ evidence: { live: kinds[kind].live } });
    }
  });
});
