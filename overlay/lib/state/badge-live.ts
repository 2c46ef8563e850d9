import type { EventData, EventName } from '../../../integrations/client/index.ts';
import type { FeaturePolicy } from '../../../server/core/policy.ts';
import { Feed } from './feed.ts';
import type { Status, ViewState } from './view-state.ts';

/** The server may be gone this long before viewers see it: a restart takes less. */
const GRACE_MS = 6_000;
/** A shorter sync is not shown. */
const SYNC_SHOWS_AFTER_MS = 1_000;
const RULES: EventName[] = ['policy.changed'];

/**
 * What the badge shows, without states that pass quickly. It unsubscribes while the page is hidden.
 */
export class BadgeLive {
  /** null: not known yet. */
  status: Status | null = null;
  /** The rules of `tts`; null: not known, or not for this access token. */
  rules: FeaturePolicy | null = null;
  shown: ViewState = 'connecting';
  /** Whether `status` is up to date: a hidden page gets no events. */
  isCurrent = false;
  readonly feed: Feed;
  /** Called after every connect. */
  onOpen: (() => void) | null = null;
  /** Called whenever the rules were read or changed. */
  onRules: (() => void) | null = null;
  readonly #onChange: () => void;
  #onDecision: ((decision: EventData<'access.decided'>) => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does nothing before `start()`. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.feed = new Feed({
      onOpen: () => {
        this.#listen();
        this.onOpen?.();
      },
      onLost: () => {
        this.isCurrent = false;
        this.#later(GRACE_MS, 'away');
      },
      onEvent: (event, data) => {
        if (event === 'sync.status') this.#take(data as Status);
        else if (event === 'policy.changed') this.#takeRules(data as EventData<'policy.changed'>);
        else if (event === 'access.decided') this.#onDecision?.(data as EventData<'access.decided'>);
      },
    });
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#follow);
    this.feed.start();
  }

  /** Subscribes to decisions, too. */
  listenToDecisions(listener: (decision: EventData<'access.decided'>) => void): void {
    this.#onDecision = listener;
    this.#listen();
  }

  readonly #follow = (): void => {
    if (document.hidden) {
      this.isCurrent = false;
      this.feed.send('events.unsubscribe', { events: [...this.#events, ...RULES] });
    } else {
      this.#listen();
    }
    this.#onChange();
  };

  get #events(): EventName[] {
    return this.#onDecision ? ['sync.status', 'access.decided'] : ['sync.status'];
  }

  #listen(): void {
    if (document.hidden) return;
    // By themselves, because a token that may only look is refused them; and first, so that they are there with the state.
    this.feed.send('events.subscribe', { events: RULES });
    this.feed.send('policy.get', { feature: 'tts' }, (reply) => {
      this.#takeRules(reply.ok ? (reply.result as EventData<'policy.changed'>) : null);
    });
    this.feed.send('events.subscribe', { events: this.#events }, (reply) => {
      if (reply.ok) this.#take((reply.result as { status: Status }).status);
    });
  }

  #takeRules(rules: EventData<'policy.changed'> | null): void {
    this.rules = rules?.features['tts'] ?? null;
    this.onRules?.();
    this.#onChange();
  }

  #take(status: Status): void {
    this.status = status;
    this.isCurrent = !document.hidden;
    this.#onChange();
    if (status.state === 'syncing' && this.shown !== 'syncing') this.#later(SYNC_SHOWS_AFTER_MS, 'syncing');
    else this.#show(status.state);
  }

  /** Shows a state after a while, unless another one comes before. */
  #later(ms: number, state: ViewState): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(state), ms);
  }

  #show(state: ViewState): void {
    clearTimeout(this.#timer);
    this.shown = state;
    this.#onChange();
  }
}
