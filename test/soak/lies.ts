import type { Kind } from '../../server/core/roles.ts';
import type { Held, Person } from './model.ts';
import type { Random } from './random.ts';

/** An event about something that is not so, and what may be believed of the person for a while. */
export interface Lie {
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly believed: readonly (readonly [Kind, Held])[];
}

/** One that says something else than what is so; null: none occurs to us. */
export function drawLie({ facts }: Person, random: Random): Lie | null {
  const tier = random.pick(['1000', '2000', '3000']);
  const { subscribers, vips, moderators } = facts;
  const lies: Lie[] = [];
  const add = (type: string, believed: Lie['believed'], event: Lie['event'] = {}): unknown =>
    lies.push({ type, event, believed });
  if (subscribers) add('channel.subscription.end', [['subscribers', 'no']]);
  if (tier !== subscribers?.tier) {
    add('channel.subscribe', [['subscribers', tier]], { tier, is_gift: subscribers?.isGift ?? false });
    if (subscribers) add('channel.subscription.message', [['subscribers', tier]], { tier });
  }
  if (vips) add('channel.vip.remove', [['vips', 'no']]);
  else add('channel.vip.add', [['vips', 'yes'], ...(moderators ? [['moderators', 'no'] as const] : [])]);
  if (moderators) add('channel.moderator.remove', [['moderators', 'no']]);
  else add('channel.moderator.add', [['moderators', 'yes'], ...(vips ? [['vips', 'no'] as const] : [])]);
  return lies.length > 0 ? random.pick(lies) : null;
}
