import type { FaultRule, LagFault } from './fault-types.ts';

/** Helix paths of the three lists, as fault rules name them. */
export const LIST_PATHS = {
  subscribers: '/subscriptions',
  vips: '/channels/vips',
  moderators: '/moderation/moderators',
} as const;

export type ListKind = keyof typeof LIST_PATHS;

/** The rules that tests want most, for `faults.add`. */
export const presets = {
  /** Page `page` of a list fails (default every page); look-ups still work. */
  failingList(kind: ListKind, status: number, options: { page?: number; times?: number } = {}): FaultRule {
    const { page, times } = options;
    return {
      match: { path: LIST_PATHS[kind], lookup: false, ...(page === undefined ? {} : { page }) },
      do: { kind: 'status', status },
      ...(times === undefined ? {} : { times }),
    };
  },
  /** Members missing from the list, found by `user_id`. */
  lyingList(kind: ListKind, userIds: string[]): FaultRule {
    return { match: { path: LIST_PATHS[kind] }, do: { kind: 'hide', userIds } };
  },
  /** Strangers shown in the list, of whom the look-up knows nothing. */
  ghostList(kind: ListKind, userIds: string[]): FaultRule {
    return { match: { path: LIST_PATHS[kind] }, do: { kind: 'ghost', userIds } };
  },
  /** A kind's list and look-ups by `user_id` show what was so that long ago, each by its own time in ms. */
  lag(kind: ListKind, lag: Omit<LagFault, 'kind'>): FaultRule {
    return { match: { path: LIST_PATHS[kind] }, do: { kind: 'lag', ...lag } };
  },
  /** Creating one EventSub type fails (default every type). */
  failingSubscription(status: number, type?: string): FaultRule {
    const match = {
      method: 'POST',
      path: '/eventsub/subscriptions',
      ...(type === undefined ? {} : { type }),
    };
    return { match, do: { kind: 'status', status } };
  },
  /** Refreshing fails; validate and the device flow still work. */
  failingRefresh(status: number, message = 'service unavailable'): FaultRule {
    const match = { path: '/auth/token', params: { grant_type: 'refresh_token' } };
    return { match, do: { kind: 'status', status, message } };
  },
  /** The token service is down, wholly. */
  authDown(status = 503): FaultRule {
    return { match: { path: /^\/auth\// }, do: { kind: 'status', status } };
  },
  /** Every call is accepted and none answered. */
  silence(): FaultRule {
    return { do: { kind: 'silence' } };
  },
};
