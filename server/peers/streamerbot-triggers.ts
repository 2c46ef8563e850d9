import type { Kind, RoleChange } from '../core/roles.ts';

/**
 * What stands in Streamer.bot's menu of triggers, by the name that code uses. A script in the import file registers
 * them there (integrations/streamerbot/RegisterTriggers.cs; a test compares); what is not registered is not fired.
 */
export const TRIGGERS = {
  rolecall_subscriber_gained: 'Subscriber gained',
  rolecall_subscriber_changed: 'Subscriber changed tier',
  rolecall_subscriber_lost: 'Subscriber lost',
  rolecall_vip_gained: 'VIP gained',
  rolecall_vip_lost: 'VIP lost',
  rolecall_moderator_gained: 'Moderator gained',
  rolecall_moderator_lost: 'Moderator lost',
  rolecall_time_given: 'Time given',
  rolecall_time_ran_out: 'Time ran out',
  rolecall_time_taken: 'Time taken back',
  rolecall_sync_finished: 'Sync finished',
  rolecall_sync_failed: 'Sync failed',
  rolecall_login_lost: 'Login lost',
} as const;
export type Trigger = keyof typeof TRIGGERS;
export const TRIGGER_NAMES = Object.keys(TRIGGERS) as Trigger[];

/** null: nothing else of VIPs and moderators can change. */
const OF_ROLE: Readonly<Record<Kind, Readonly<Record<RoleChange['change'], Trigger | null>>>> = {
  subscribers: {
    granted: 'rolecall_subscriber_gained',
    updated: 'rolecall_subscriber_changed',
    revoked: 'rolecall_subscriber_lost',
  },
  vips: { granted: 'rolecall_vip_gained', updated: null, revoked: 'rolecall_vip_lost' },
  moderators: { granted: 'rolecall_moderator_gained', updated: null, revoked: 'rolecall_moderator_lost' },
};

export function triggerOfRole({ kind, change }: Pick<RoleChange, 'kind' | 'change'>): Trigger | null {
  return OF_ROLE[kind][change];
}

export function triggerOfGrant(change: 'added' | 'revoked' | 'expired'): Trigger {
  if (change === 'added') return 'rolecall_time_given';
  return change === 'expired' ? 'rolecall_time_ran_out' : 'rolecall_time_taken';
}

export function isTrigger(name: string): name is Trigger {
  return Object.hasOwn(TRIGGERS, name);
}
