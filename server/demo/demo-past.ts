import { type Kind, KINDS, NO_DETAIL, type RoleChange, type RoleDetail, type User } from '../core/roles.ts';
import type { ChannelState } from './channel-state.ts';
import { grantsOf, overridesOf } from './demo-grants.ts';
import { People } from './demo-people.ts';
import { createRandom } from './random.ts';

/** One moment at which something changed, and the counts from then on. */
interface Step {
  /** Epoch ms. */
  readonly at: number;
  readonly changes: readonly RoleChange[];
  readonly counts: Readonly<Record<Kind, number>>;
}

const MINUTE = 60_000;
const BETWEEN_SYNCS = 30 * MINUTE;
/** The last sync was this long ago: Rolecall has just been started again. */
const LAST_SYNC = 14 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const DAYS = 30;

/** The first sync and the later ones, by their sources. */
const FIRST = 'oauth-connect';
const LATER = 'background-30min';
const SYNC_TAKES = 400;
/** Of the last day; there may be 500 in all. */
const SYNCS_KEPT = 48;

/** How much of each list came during the 30 days, and how many left. */
const CAME = { subscribers: 0.3, vips: 0.25, moderators: 0.17 } as const satisfies Record<Kind, number>;
const LEFT = { subscribers: 58, vips: 2, moderators: 1 } as const satisfies Record<Kind, number>;
/** Of those who came had been there before. */
const RETURNED = 0.2;

export type DemoPast = ReturnType<typeof createDemoPast>;

/**
 * What Rolecall would have noted of this channel had it run for 30 days, oldest first: it ends with what the channel
 * is now, so that the first sync finds nothing. The same channel and seed have the same past. @param now epoch ms
 */
export function createDemoPast(truth: ChannelState, now: number, seed = 1) {
  const random = createRandom(seed + 3);
  const people = new People(truth, random);
  const firstAt = now - LAST_SYNC - DAYS * DAY;
  const steps = stepsOf(KINDS.flatMap((kind) => new ListPast(kind, people, firstAt, now, random).changes()));
  return {
    changes: steps.flatMap(({ changes }) => changes),
    counts: steps.map(({ at, counts }) => ({ at, ...counts })),
    runs: runsOf(steps, firstAt, now - LAST_SYNC),
    access: [
      ...grantsOf(() => people.stranger(), now).map((record) => ({ kind: 'grant' as const, record })),
      ...overridesOf(() => people.stranger(), now).map((record) => ({ kind: 'override' as const, record })),
    ],
  };
}

/** One list over the 30 days. */
class ListPast {
  readonly #kind: Kind;
  readonly #people: People;
  readonly #firstAt: number;
  readonly #now: number;
  readonly #random: () => number;

  constructor(kind: Kind, people: People, firstAt: number, now: number, random: () => number) {
    this.#kind = kind;
    this.#people = people;
    this.#firstAt = firstAt;
    this.#now = now;
    this.#random = random;
  }

  changes(): RoleChange[] {
    // In no order: Twitch's tells nothing about time.
    const members = this.#people
      .members(this.#kind)
      .map((member) => ({ ...member, draw: this.#random() }))
      .sort((a, b) => a.draw - b.draw);
    const came = Math.round(members.length * CAME[this.#kind]);
    const all = members.flatMap(({ user, detail }, i) =>
      i < came ? this.#arrival(user, detail) : [this.#granted(user, detail, null)],
    );
    for (let i = 0; i < LEFT[this.#kind]; i++) all.push(...this.#departure(this.#people.stranger()));
    return all;
  }

  #arrival(user: User, detail: RoleDetail): RoleChange[] {
    const days = DAYS * this.#random();
    if (this.#random() > RETURNED || days < 4) return [this.#granted(user, detail, days)];
    // Let it run out, and came back.
    const ended = days - 1 - this.#random() * (days - 2);
    return [this.#granted(user, detail, null), this.#revoked(user, ended), this.#granted(user, detail, days)];
  }

  #departure(user: User): RoleChange[] {
    const tier = this.#kind === 'subscribers' ? '1000' : null;
    return [
      this.#granted(user, { ...NO_DETAIL, tier }, null),
      this.#revoked(user, 0.5 + this.#random() * (DAYS - 0.5)),
    ];
  }

  /** @param days after the beginning; null: was there when the lists were first read */
  #granted(user: User, detail: RoleDetail, days: number | null): RoleChange {
    const when = days === null ? { at: this.#firstAt, source: FIRST } : this.#when(days);
    return { change: 'granted', kind: this.#kind, user, detail, ...when };
  }

  #revoked(user: User, days: number): RoleChange {
    return { change: 'revoked', kind: this.#kind, user, ...this.#when(days) };
  }

  /** Most is heard as it happens; what Twitch did not tell is found by the next sync. */
  #when(days: number): { at: number; source: string } {
    const last = this.#now - LAST_SYNC;
    const happened = Math.min(Math.max(this.#firstAt + days * DAY, this.#firstAt + BETWEEN_SYNCS), last);
    if (this.#random() < 0.8) return { at: Math.round(happened), source: 'event' };
    const syncs = Math.ceil((happened - this.#firstAt) / BETWEEN_SYNCS);
    return { at: this.#firstAt + syncs * BETWEEN_SYNCS, source: LATER };
  }
}

/** In order of time; what one viewer did stays in order too. */
function stepsOf(changes: readonly RoleChange[]): Step[] {
  const counts = { subscribers: 0, vips: 0, moderators: 0 };
  const groups = new Map<number, RoleChange[]>();
  for (const change of [...changes].sort((a, b) => a.at - b.at))
    groups.set(change.at, [...(groups.get(change.at) ?? []), change]);
  return [...groups].map(([at, group]) => {
    for (const { kind, change } of group) counts[kind] += change === 'granted' ? 1 : -1;
    return { at, changes: group, counts: { ...counts } };
  });
}

/** The first sync, and those of the last day. */
function runsOf(steps: readonly Step[], firstAt: number, lastAt: number) {
  const later = Array.from({ length: SYNCS_KEPT }, (_, i) => lastAt - (SYNCS_KEPT - 1 - i) * BETWEEN_SYNCS);
  return [{ at: firstAt, source: FIRST }, ...later.map((at) => ({ at, source: LATER }))].map(
    ({ at, source }, i) => {
      const { counts } = steps.findLast((step) => step.at <= at) as Step;
      const found = steps.filter((step) => step.at === at).flatMap(({ changes }) => changes);
      const kinds = KINDS.map((kind) => {
        const of = (change: string): number =>
          found.filter((one) => one.source === source && one.kind === kind && one.change === change).length;
        const news = { granted: of('granted'), revoked: of('revoked'), updated: 0 };
        return { kind, count: counts[kind], ...news, error: null };
      });
      const startedAt = at - SYNC_TAKES + 20;
      return { runId: `demo-${i + 1}`, source, startedAt, durationMs: SYNC_TAKES, kinds };
    },
  );
}
