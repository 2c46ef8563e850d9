import { changeTo } from '../core/role-change.ts';
import type { Kind, RoleChange, RoleDetail, User } from '../core/roles.ts';
import type { Roster } from '../core/roster.ts';
import { EVENT_SOURCE, type EventStamp } from './ports.ts';

/** What an event of Twitch says about one viewer and one list. */
export interface RoleEvent {
  readonly kind: Kind;
  readonly user: User;
  /** null: does not hold the role. */
  readonly detail: RoleDetail | null;
  /** A resub message: nothing but that the subscription goes on is said for sure. */
  readonly isVague: boolean;
  readonly stamp: EventStamp;
}

/** Nobody is both: who becomes the one is the other no more, and Twitch need not send an event for that. */
const TWIN: Readonly<Partial<Record<Kind, Kind>>> = { moderators: 'vips', vips: 'moderators' };

/** What an event says, and what follows from it. */
export function withTwin(event: RoleEvent): readonly RoleEvent[] {
  const twin = event.detail && TWIN[event.kind];
  return twin ? [event, { ...event, kind: twin, detail: null }] : [event];
}

/** What an event changes about a viewer as the roster holds it; null if it is no news. `at` is epoch ms. */
export function changeOf(
  { kind, user, detail, isVague }: RoleEvent,
  roster: Roster,
  at: number,
): RoleChange | null {
  const known = roster.byId(user.userId)?.[kind] ?? null;
  const told = detail && known ? keepGift(detail, known, isVague) : detail;
  return changeTo(roster, kind, user, told, at, EVENT_SOURCE);
}

/** Events do not name the gifter: what a list told us of the same gift is kept. */
function keepGift(told: RoleDetail, known: RoleDetail, isVague: boolean): RoleDetail {
  const { isGift, gifterId, gifterLogin } = known;
  if (isVague) return { ...told, isGift, gifterId, gifterLogin };
  if (!told.isGift || !isGift || told.gifterId !== null) return told;
  return { ...told, gifterId, gifterLogin };
}
