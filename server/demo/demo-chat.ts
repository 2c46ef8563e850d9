import type { Clock } from '../core/clock.ts';
import { Crowd } from './crowd.ts';
import { createRandom } from './random.ts';
import type { Simulator } from './simulator.ts';
import { TimerSet } from './timer-set.ts';

/** Somebody in chat wants to be read out. */
export interface ChatWish {
  readonly userId: string;
  /** The display name. */
  readonly name: string;
  readonly platform: 'twitch' | 'youtube';
  readonly feature: 'tts' | 'premium-voice';
}

export interface DemoChatOptions {
  /** The same seed brings the same people. Default 1. */
  readonly seed?: number;
  /** Asks Rolecall, as a stream tool would. What goes wrong there is no matter of the chat. */
  readonly ask: (wish: ChatWish) => void;
}

export interface DemoChat {
  start(): void;
  close(): void;
}

/** The first comes when the lists were read; a page that is opened then finds a feed. */
const FIRST_MS = 2_000;
const AT_FIRST = { count: 12, betweenMs: 200 };
/** Then one every 4 to 12 seconds. */
const BETWEEN_MS = { min: 4_000, more: 8_000 };

/** A chat that is lively from its first second, and calm then: viewers of every sort who want to use text-to-speech now and then. */
export function createDemoChat(simulator: Simulator, clock: Clock, options: DemoChatOptions): DemoChat {
  const timers = new TimerSet(clock);
  const random = createRandom((options.seed ?? 1) + 2);
  const crowd = new Crowd(simulator.world, random);
  let asked = 0;
  const plan = (ms: number): void => {
    timers.after(ms, () => {
      options.ask(wishOf(simulator, crowd, random()));
      asked++;
      plan(asked < AT_FIRST.count ? AT_FIRST.betweenMs : BETWEEN_MS.min + random() * BETWEEN_MS.more);
    });
  };
  return { start: () => plan(FIRST_MS), close: () => timers.cancelAll() };
}

function wishOf({ world }: Simulator, crowd: Crowd, draw: number): ChatWish {
  const userId = whoAsks(crowd, draw);
  const platform = draw < 0.05 ? 'youtube' : 'twitch';
  const feature = crowd.below(5) === 0 ? 'premium-voice' : 'tts';
  return { userId, name: world.truth.users.get(userId)?.userDisplayName ?? '', platform, feature };
}

function whoAsks(crowd: Crowd, draw: number): string {
  if (draw < 0.4) return crowd.stranger();
  if (draw < 0.8) return crowd.subscriber();
  return draw < 0.92 ? crowd.vip() : crowd.moderator();
}
