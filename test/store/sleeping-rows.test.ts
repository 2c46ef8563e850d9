import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, NO_DETAIL, type RoleChange } from '../../server/core/roles.ts';
import { Roster, type RosterView } from '../../server/core/roster.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import { SleepingRows } from '../../server/store/roster/lazy-rows.ts';
import { encodeViewer, ViewerReader } from '../../server/store/roster/snapshot-rows.ts';
import { granted, NOW, picture, reopen, type Rig, rig } from './harness.ts';

const SNAPSHOT = 'roster.snapshot.ndjson';

/** Names that are written as they are, with escapes, in other scripts, as nothing, or like another's. */
const name = fc.constantFrom(
  '',
  'ann',
  'bob_2',
  '안녕',
  'ünal',
  'q"uote',
  'back\\slash',
  'line\nfeed',
  '12',
  'i̇',
);
const user = fc.record({
  userId: fc.integer({ min: 1, max: 12 }).map(String),
  userLogin: name,
  userDisplayName: fc.oneof(
    name,
    name.map((text) => text.toUpperCase()),
  ),
});
const change: fc.Arbitrary<RoleChange> = fc
  .record({ user, kind: fc.constantFrom(...KINDS), isRevoked: fc.boolean(), source: fc.constant('event') })
  .map(({ isRevoked, ...rest }) =>
    isRevoked
      ? { ...rest, at: NOW, change: 'revoked' as const }
      : { ...rest, at: NOW, change: 'granted' as const, detail: NO_DETAIL },
  );

type Step = (roster: Roster) => unknown;
const seen = (viewer: ReturnType<RosterView['byId']>): unknown =>
  viewer && { ...viewer, seenVips: undefined, seenSubscribers: undefined, seenModerators: undefined };
const step: fc.Arbitrary<Step> = fc.oneof(
  user.map(
    ({ userId }) =>
      (roster: Roster) =>
        seen(roster.byId(userId)),
  ),
  user.map(
    ({ userLogin }) =>
      (roster: Roster) =>
        seen(roster.byName(userLogin)),
  ),
  user.map(
    ({ userDisplayName }) =>
      (roster: Roster) =>
        seen(roster.byName(userDisplayName)),
  ),
  user.map(
    ({ userId }) =>
      (roster: Roster) =>
        roster.markSeen('vips', userId, 7),
  ),
  user.map((who) => (roster: Roster) => roster.isUnchanged('vips', who, NO_DETAIL)),
  change.map((each) => (roster: Roster) => roster.apply(each)),
  change.map((each) => (roster: Roster) => roster.applyTentatively(each)()),
  fc.constant((roster: Roster) => void roster.wakeSome()),
);

/** Each of them in a group alone; null if they cannot be read in any order. */
function fallAsleep(lines: readonly string[], counts: RosterView['counts']): Roster | null {
  const bytes = Buffer.from(lines.join(''));
  const rows = new SleepingRows(bytes, lines.length, counts, 1);
  if (!rows.scan(0, bytes.length)) return null;
  const roster = new Roster();
  roster.adopt(rows);
  return roster;
}

/** A new process that finds the roster these changes make. */
async function startAfter(changes: readonly RoleChange[]): Promise<Rig> {
  const parts = await rig();
  const store = await openRoster(parts);
  await store.commit(() => changes);
  await store.close();
  return reopen(parts);
}

describe('a snapshot that nobody has asked for yet', () => {
  it('answers everything as one that was read, whatever is asked and changed in whatever order', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 20 }),
        fc.array(step, { maxLength: 20 }),
        (changes, steps) => {
          const before = new Roster();
          for (const each of changes) before.apply(each);
          const lines = [...before.viewers()].map(encodeViewer);
          const [asleep, awake] = [fallAsleep(lines, before.counts), new Roster()];
          if (!asleep) return;
          tried++;
          const bytes = Buffer.from(lines.join(''));
          for (const each of new ViewerReader().read(bytes, 0, bytes.length)) awake.restore(each);
          for (const each of steps) {
            expect(each(asleep)).toEqual(each(awake));
            expect(asleep.counts).toEqual(awake.counts);
            expect(asleep.size).toBe(awake.size);
          }
          expect(picture(asleep)).toEqual(picture(awake));
        },
      ),
      { numRuns: 2_000 },
    );
    expect(tried).toBeGreaterThan(500);
  });

  it('sleeps until somebody is asked for, in groups, and wakes in the background', async () => {
    const all = Array.from({ length: 3_000 }, (_, i) => granted(i + 1));
    const store = await openRoster(await startAfter(all));
    const isAwake = (): boolean => !store.roster.wakeSome();
    expect(store.roster.byName('@Viewer_2000')?.userId).toBe('2000');
    expect(store.roster.byName('nobody')).toBeUndefined();
    expect(isAwake()).toBe(false);
    expect(store.roster.size).toBe(3_000);
    const walk = store.roster.whenAwake().then(() => store.roster.wakeSome());
    await store.wake();
    expect(isAwake()).toBe(true);
    expect(await walk, 'who walks over everybody waited for all').toBe(false);
    await store.roster.whenAwake();
    expect(store.roster.counts.vips).toBe(3_000);
    expect([...store.roster.viewers()]).toHaveLength(3_000);
    await store.close();
  });

  it('stops waking when the store is closed', async () => {
    const store = await openRoster(await startAfter(Array.from({ length: 3_000 }, (_, i) => granted(i + 1))));
    const waking = store.wake();
    await store.close();
    await waking;
    expect(store.roster.wakeSome()).toBe(true);
  });

  it('of version 1, without counts, is still read', async () => {
    const now = await startAfter([granted(1), granted(2, 'subscribers')]);
    const [head = '', ...rows] = (await now.text(SNAPSHOT)).split('\n').slice(0, -2);
    const text = `${[head.replace('",2,', '",1,'), ...rows].join('\n')}\n`;
    await now.put(SNAPSHOT, `${text}${JSON.stringify(['end', rows.length, crc32(text)])}\n`);
    const store = await openRoster(now);
    expect(now.codes()).toEqual([]);
    expect(store.roster.counts).toEqual({ subscribers: 1, vips: 1, moderators: 0 });
    expect(store.roster.byName('viewer_2')?.subscribers?.grantedAt).toBe(NOW);
  });

  it('in which two go by one name is read in its order: the later one has it', async () => {
    const now = await startAfter([granted(1), granted(2)]);
    const lines = (await now.text(SNAPSHOT)).split('\n').slice(0, -2);
    const text = `${lines.map((line) => line.replace(/iewer_\d/g, 'iewer_9')).join('\n')}\n`;
    const end = JSON.stringify(['end', 2, crc32(text), 0, 2, 0]);
    await now.put(SNAPSHOT, `${text}${end}\n`);
    const store = await openRoster(now);
    const last = /^\["(\d)"/.exec(lines.at(-1) ?? '')?.[1];
    expect(now.codes()).toEqual([]);
    expect(store.roster.byName('viewer_9')?.userId).toBe(last);
    expect(store.roster.size).toBe(2);
  });
});
