import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, NO_DETAIL, type RoleChange } from '../../server/core/roles.ts';
import { Roster, type SleepingViewers } from '../../server/core/roster.ts';
import type { Viewer } from '../../server/core/viewer.ts';
import { nameKey } from '../../server/core/spelling.ts';
import * as arbitrary from './arbitraries.ts';

/** A snapshot of everybody in a roster, one person a group. */
class Asleep implements SleepingViewers {
  readonly counts: SleepingViewers['counts'];
  readonly #viewers: Map<string, Viewer>;

  constructor(roster: Roster) {
    this.counts = { ...roster.counts };
    this.#viewers = new Map([...roster.viewers()].map((viewer) => [viewer.userId, { ...viewer }]));
  }

  get size(): number {
    return this.#viewers.size;
  }

  takeById(userId: string): readonly Viewer[] {
    return this.#take((viewer) => viewer.userId === userId);
  }

  takeByName(name: string): readonly Viewer[] {
    return this.#take(
      ({ userLogin, userDisplayName }) => name !== '' && [userLogin, nameKey(userDisplayName)].includes(name),
    );
  }

  takeNext(): readonly Viewer[] | null {
    const [next] = this.#viewers.keys();
    return next === undefined ? null : this.takeById(next);
  }

  #take(isMeant: (viewer: Viewer) => boolean): readonly Viewer[] {
    const taken = [...this.#viewers.values()].filter(isMeant);
    for (const { userId } of taken) this.#viewers.delete(userId);
    return taken;
  }
}

/** Two of one login or of one shown name are a group of their own in a snapshot; here nobody shares any. */
const person = fc.integer({ min: 1, max: 6 });
const userOf = (n: number) => ({ userId: `${n}`, userLogin: `login_${n}`, userDisplayName: `安${n}` });
const change = fc
  .tuple(arbitrary.change, person)
  .map(([change, n]): RoleChange => ({ ...change, user: userOf(n) }));
const step = fc.oneof(
  fc.record({ verb: fc.constantFrom('byId', 'byLogin', 'byShownName', 'unchanged', 'wakeSome'), n: person }),
  fc.record({ verb: fc.constantFrom('apply', 'applyTentatively'), change }),
);

function rosterOf(changes: readonly RoleChange[]): Roster {
  const roster = new Roster();
  for (const change of changes) roster.apply(change);
  return roster;
}

/** What a roster answers; the same question to two of them has to get the same answer. */
function ask(roster: Roster, given: { verb: string; n?: number; change?: RoleChange }): unknown {
  const { userId, userLogin, userDisplayName } = userOf(given.n ?? 0);
  if (given.verb === 'byId') return roleOf(roster.byId(userId));
  if (given.verb === 'byLogin') return roleOf(roster.byLogin(userLogin));
  if (given.verb === 'byShownName') return roster.byShownName(nameKey(userDisplayName)).map(roleOf);
  if (given.verb === 'unchanged') return roster.isUnchanged('vips', userOf(given.n ?? 0), NO_DETAIL);
  if (given.verb === 'wakeSome') return void roster.wakeSome();
  if (given.verb === 'applyTentatively') roster.applyTentatively(given.change!)();
  else roster.apply(given.change!);
  return undefined;
}

const roleOf = (viewer: Viewer | undefined) =>
  viewer && [viewer.userId, viewer.userLogin, ...KINDS.map((kind) => viewer[kind])];

describe('a roster whose snapshot is read when it is needed', () => {
  it('answers as if everybody had been read at the start', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(step), (changes, steps) => {
        const awake = rosterOf(changes);
        const roster = new Roster();
        roster.adopt(new Asleep(awake));
        for (const given of steps) {
          expect(ask(roster, given)).toEqual(ask(awake, given));
          expect([roster.size, roster.counts]).toEqual([awake.size, awake.counts]);
        }
        const all = (of: Roster) => [...of.viewers()].map(roleOf).sort();
        expect(all(roster)).toEqual(all(awake));
        expect(roster.counts).toEqual(awake.counts);
      }),
    );
  });

  const granted = (n: number): RoleChange => ({
    change: 'granted',
    kind: 'vips',
    user: userOf(n),
    detail: NO_DETAIL,
    at: 1,
    source: 'startup',
  });

  it('tells whom the list did not show of those too whom nobody asked for', () => {
    const roster = new Roster();
    roster.adopt(new Asleep(rosterOf([granted(1), granted(2)])));
    expect([roster.markSeen('vips', '1', 7), roster.markSeen('vips', '9', 7)]).toEqual([true, false]);
    expect([...roster.unseen('vips', 7)].flat().map(({ userId }) => userId)).toEqual(['2']);
    expect([...roster.unseen('moderators', 7)].flat()).toEqual([]);
  });

  it('says when the last is awake', async () => {
    const roster = new Roster();
    await roster.whenAwake();
    roster.adopt(new Asleep(rosterOf([granted(1), granted(2)])));
    let isAwake = false;
    const waiting = roster.whenAwake().then(() => (isAwake = true));
    expect([roster.wakeSome(), roster.wakeSome()]).toEqual([true, true]);
    await Promise.resolve();
    expect(isAwake).toBe(false);
    expect(roster.wakeSome()).toBe(false);
    await waiting;
    await roster.whenAwake();
  });

  it('keeps nobody waiting who waits while everything is deleted', async () => {
    const roster = new Roster();
    roster.adopt(new Asleep(rosterOf([granted(1)])));
    const waiting = roster.whenAwake();
    roster.clear();
    await waiting;
    expect([roster.size, roster.byId('1')]).toEqual([0, undefined]);
  });

  it('takes in a snapshot only while nobody is here', () => {
    const roster = rosterOf([granted(1)]);
    expect(() => roster.adopt(new Asleep(new Roster()))).toThrow('Somebody is here already.');
  });
});
