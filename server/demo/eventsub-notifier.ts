import type { Clock } from '../core/clock.ts';
import type { EventSubSubscription } from './eventsub-registry.ts';
import { rowOf } from './eventsub-registry.ts';
import type { EventSubSession, SentMessage } from './eventsub-session.ts';
import type { Delivery } from './events.ts';
import type { DeliveryFault } from './fault-types.ts';
import { find } from './faults.ts';
import type { Faults } from './faults.ts';
import type { TimerSet } from './timer-set.ts';

/** Sends notifications, bent by whatever faults strike them. */
export class Notifier {
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #timers: TimerSet;

  constructor(clock: Clock, faults: Faults, timers: TimerSet) {
    this.#clock = clock;
    this.#faults = faults;
    this.#timers = timers;
  }

  notify(
    session: EventSubSession,
    sub: EventSubSubscription,
    event: Record<string, unknown>,
    delivery: Delivery = {},
  ): void {
    const faults = this.#faults.take('delivery', { method: 'GET', path: '/ws', type: sub.type });
    if (find(faults, 'drop')) return;
    const metadata = {
      ...session.newMetadata('notification'),
      subscription_type: sub.type,
      subscription_version: sub.version,
    };
    const sentAt = this.#sentAt(faults, delivery);
    if (delivery.messageId !== undefined) metadata.message_id = delivery.messageId;
    if (sentAt !== undefined) metadata.message_timestamp = new Date(sentAt).toISOString();
    const message = { metadata, payload: { subscription: rowOf(sub), event } };
    const delayMs = (find(faults, 'late')?.delayMs ?? 0) + (delivery.delayMs ?? 0);
    if (delayMs > 0) this.#timers.after(delayMs, () => send(session, message, faults));
    else send(session, message, faults);
  }

  #sentAt(faults: readonly DeliveryFault[], delivery: Delivery): number | string | undefined {
    const late = find(faults, 'late');
    return late ? this.#clock.now() - late.ageMs : delivery.sentAt;
  }
}

function send(session: EventSubSession, message: SentMessage, faults: readonly DeliveryFault[]): void {
  if (find(faults, 'hold')) session.hold(message);
  else session.sendMessage(message);
  const double = find(faults, 'duplicate');
  if (!double) return;
  const metadata = { ...message.metadata, ...(double.newId ? { message_id: crypto.randomUUID() } : {}) };
  session.sendMessage({ ...message, metadata });
}
