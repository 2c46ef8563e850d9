import type { Clock } from '../core/clock.ts';
import { Crowd } from './crowd.ts';
import { createRandom } from './random.ts';
import type { Simulator } from './simulator.ts';
import { TimerSet } from './timer-set.ts';
import type { ChannelOptions } from './channel-state.ts';

/** The made-up channel that `--demo` shows: pass it to `startSimulator`. */
export const DEMO_CHANNEL: ChannelOptions = {
  broadcaster: { userId: '12345678', userLogin: 'maplekettle', userDisplayName: 'MapleKettle' },
  subscribers: 340,
  vips: 12,
  moderators: 6,
  followers: 900,
  viewers: 1500,
};

export interface DemoOptions {
  /** The same seed plays the same script. Default 1. */
  seed?: number;
  /** How long the imaginary streamer needs to approve a login. Default 4000. */
  approveAfterMs?: number;
}

export interface DemoChannel {
  start(): void;
  /** Stops the script; the simulator stays. */
  close(): void;
}

/** Bounds within which the script keeps the lists, however long it runs. */
const SUBSCRIBERS_MAX = 370;
const VIPS = { min: 9, max: 15 };
const MODERATORS = { min: 5, max: 8 };

/** A quiet evening: a change every 20 to 40 seconds, and logins that approve themselves. */
export function createDemoChannel(
  simulator: Simulator,
  clock: Clock,
  options: DemoOptions = {},
): DemoChannel {
  const timers = new TimerSet(clock);
  const script = new Script(simulator, createRandom(options.seed ?? 1));
  const random = createRandom((options.seed ?? 1) + 1);
  const plan = (): void => {
    timers.after(20_000 + random() * 20_000, () => {
      script.step();
      plan();
    });
  };
  return {
    start() {
      simulator.auth.devices.onStart(({ userCode }) => {
        timers.after(options.approveAfterMs ?? 4000, () => {
          // Whoever connects again has done what the page asked for, and it helps.
          simulator.faults.clear();
          simulator.approveDevice(userCode);
        });
      });
      plan();
    },
    close() {
      simulator.auth.devices.onStart(() => {});
      timers.cancelAll();
    },
  };
}

class Script {
  readonly #simulator: Simulator;
  readonly #random: () => number;
  readonly #crowd: Crowd;
  #steps = 0;

  constructor(simulator: Simulator, random: () => number) {
    this.#simulator = simulator;
    this.#random = random;
    this.#crowd = new Crowd(simulator.world, random);
  }

  /** One thing happens. The stream starts second and ends rarely, so that a visitor sees it. */
  step(): void {
    const { world } = this.#simulator;
    this.#steps++;
    if (this.#steps === 2 || (!world.truth.stream && this.#steps % 6 === 0)) return world.startStream();
    if (world.truth.stream && this.#steps % 60 === 0) return world.endStream();
    // Twitch loses an event now and then: every fifth change is one that only the next sync finds.
    const announce = this.#steps % 5 !== 0;
    if (this.#redeemsReward()) return;
    const draw = this.#random();
    if (draw < 0.42 && world.truth.subscriberCount > SUBSCRIBERS_MAX) {
      return world.endSubscription(this.#crowd.subscriber(), { announce });
    }
    if (draw < 0.3)
      return world.subscribe(this.#crowd.stranger(), { announce, tier: draw < 0.27 ? '1000' : '2000' });
    if (draw < 0.42) return world.gift(this.#crowd.subscriber(), this.#strangers(), { announce });
    if (draw < 0.57)
      return world.resub(this.#crowd.subscriber(), { announce, months: 2 + this.#crowd.below(30) });
    if (draw < 0.72) return world.endSubscription(this.#crowd.subscriber(), { announce });
    if (draw < 0.87) return this.#changeVips(announce);
    this.#changeModerators(announce);
  }

  /** Whoever tries the channel points out wants to see somebody use them. */
  #redeemsReward(): boolean {
    const { world } = this.#simulator;
    const rewards = [...world.truth.rewards.all.values()].filter((it) => it.isEnabled && !it.isPaused);
    if (rewards.length === 0 || this.#random() < 0.5) return false;
    const reward = rewards[this.#crowd.below(rewards.length)];
    if (!reward) return false;
    world.redeem(this.#crowd.stranger(), reward.id);
    return true;
  }

  #changeVips(announce: boolean): void {
    const { world } = this.#simulator;
    const { size } = world.truth.vips;
    const grow = size < VIPS.min || (size < VIPS.max && this.#random() < 0.5);
    if (grow) world.addVip(this.#crowd.stranger(), { announce });
    else world.removeVip(this.#crowd.vip(), { announce });
  }

  #changeModerators(announce: boolean): void {
    const { world } = this.#simulator;
    const { size } = world.truth.moderators;
    const grow = size < MODERATORS.min || (size < MODERATORS.max && this.#random() < 0.5);
    if (grow) world.addModerator(this.#crowd.vip(), { announce });
    else world.removeModerator(this.#crowd.moderator(), { announce });
  }

  #strangers(): string[] {
    return [...new Set(Array.from({ length: 1 + this.#crowd.below(5) }, () => this.#crowd.stranger()))];
  }
}
