import type { Others } from '../../../../server/core/policy.ts';
import type { PerkLimit, PerksFor } from '../../../../server/core/perk-rows.ts';

export const sortTexts = {
  heading: 'Special viewers',
  others: 'Viewers of other platforms (YouTube, Kick …)',
  othersHint: 'Your tool has to say who they are. Whom you allow by hand, or give time, may in any case.',
  othersChoice: {
    never: 'Nobody',
    everyone: 'Everyone',
    members: 'Members and moderators',
    moderators: 'Moderators',
  } satisfies Record<Others, string>,
  guests: 'Guests from a shared chat',
  guestsHint: 'Who writes in the chat of a channel that you stream together with. Off: never.',
  firstTimers: 'Viewers who write for the first time',
  firstTimersHint: 'Off: from the second message on.',
  bots: 'Chat bots',
  botsHint: 'Off: never, though bots are often moderators. Recommended. Which ones: under “Sync and limits”.',
  perks: 'How they may use it',
  perksHint:
    'Your tools get voice and limits with each answer. Of the rows that fit, the largest limit counts, and the voice of the highest role.',
  perksFor: {
    everyone: 'Everyone',
    subscriber: 'Subscribers',
    vip: 'VIPs',
    moderator: 'Moderators',
    grant: 'Who has time left',
    member: 'Members elsewhere',
  } satisfies Record<PerksFor, string>,
  whom: 'For',
  voice: 'Voice',
  limit: {
    maxChars: ['Longest text', 'letters'],
    maxSeconds: ['Longest time', 'seconds'],
    volume: ['Volume', '%'],
  } satisfies Record<PerkLimit, [string, string]>,
  addRow: 'Add a row',
  removeRow: 'Remove this row',
  row: (n: number) => `Row ${n}`,
};
