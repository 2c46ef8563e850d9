import type { Clock } from '../core/clock.ts';
import {
  type EventStamp,
  type Relay,
  RELAYED_TYPES,
  type RelayedNews,
  type RelayedType,
  SyncError,
} from '../sync/ports.ts';
import type { EventType } from './event-types.ts';
import type { Listener, ListenerEvents, LiveFacts } from './listener.ts';

export interface RelayListenerDeps {
  readonly relay: Relay;
  readonly facts: LiveFacts;
  readonly clock: Clock;
}

type Listening = Awaited<ReturnType<Relay['listen']>>;

/** Hears of what happens from a relay. Twitch's time stamps do not come with it: the order of arrival counts. */
export function createRelayListener(deps: RelayListenerDeps, events: ListenerEvents): Listener {
  const { relay, facts } = deps;
  const stamps = new ArrivalStamps(deps.clock);
  let listening: Listening | null = null;
  let isOver = false;
  const answer = (type: EventType): void => {
    if (listening?.heard.has(type as RelayedType)) events.onSubscribed(type);
    else events.onSubscribeFailed(type, notTold(type));
  };
  const stop = (): void => {
    isOver = true;
    listening?.end();
    listening = null;
  };
  return {
    start(types) {
      events.onConnected();
      const wanted = [...types];
      const listener = {
        onNews: (news: RelayedNews) => {
          if (!isOver) tell(news, facts, stamps.next());
        },
        onNonsense: (type: RelayedType) => facts.onDropped(type, 'makes no sense'),
        onEnd: (why: string) => {
          if (!isOver) events.onDisconnected(why);
        },
      };
      relay.listen(listener).then(
        (begun) => {
          if (isOver) return begun.end();
          listening = begun;
          for (const type of wanted) answer(type);
        },
        (error: unknown) => {
          if (!isOver) events.onDisconnected(error instanceof Error ? error.message : String(error));
        },
      );
    },
    ask: answer,
    drop: () => undefined,
    stop,
  };
}

function tell({ type, user, detail }: RelayedNews, facts: LiveFacts, stamp: EventStamp): void {
  if (type === 'stream.online') return facts.onStream(true, null, stamp);
  if (type === 'stream.offline') return facts.onStream(false, null, stamp);
  if (!user) return;
  switch (type) {
    case 'channel.subscribe':
      return facts.onRole('subscribers', user, detail, stamp);
    case 'channel.subscription.message':
      return facts.onResub(user, detail.tier ?? '1000', stamp);
    case 'channel.vip.add':
      return facts.onRole('vips', user, detail, stamp);
    case 'channel.vip.remove':
      return facts.onRole('vips', user, null, stamp);
    case 'channel.moderator.add':
      return facts.onRole('moderators', user, detail, stamp);
    case 'channel.moderator.remove':
      return facts.onRole('moderators', user, null, stamp);
  }
}

/** Every one is later than the one before, whatever the clock does. */
class ArrivalStamps {
  readonly #clock: Clock;
  #last = 0;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): EventStamp {
    this.#last = Math.max(this.#last + 0.001, this.#clock.now());
    return { sentAt: this.#last, messageId: `relayed ${this.#last} ${++this.#count}` };
  }
}

function notTold(type: EventType): SyncError {
  const isKnown = (RELAYED_TYPES as readonly string[]).includes(type);
  const words = `Streamer.bot does not tell of ${type}.`;
  return new SyncError('forbidden', words, isKnown ? 'A newer Streamer.bot may.' : null);
}
