import type { Clock, Timer } from '../core/clock.ts';
import { featureOf, hasCooldown, longestUserCooldownMs, type Policy } from '../core/policy.ts';
import { ANY_FEATURE, type Uses, type UseStore } from './ports.ts';

/** How long a use may be in memory only; a crash may lose this much. */
const SAVE_AFTER_MS = 1_000;
/** More viewers than this within one cooldown: the longest ago are let off. */
const MAX_VIEWERS = 50_000;

interface Use {
  lastUseAt: number;
  /** The longest ago comes first. */
  readonly byViewer: Map<string, number>;
}

export interface CooldownDeps {
  readonly store: UseStore;
  readonly clock: Clock;
  readonly policy: () => Policy;
  /** Whether the clock is known to be right: by another one nothing is dropped. */
  readonly isClockRight: () => boolean;
}

/** When a feature was last used, as far as a cooldown makes that matter. Times are epoch ms. */
export class Cooldowns {
  readonly #deps: CooldownDeps;
  readonly #uses = new Map<string, Use>();
  #timer: Timer | null = null;
  #saving: Promise<void> = Promise.resolve();

  constructor(deps: CooldownDeps) {
    this.#deps = deps;
    for (const [feature, { lastUseAt, byViewer }] of Object.entries(deps.store.load())) {
      this.#uses.set(feature, { lastUseAt, byViewer: new Map(byViewer) });
    }
  }

  /** By any viewer; null if never, or too long ago to matter. */
  lastUseAt(feature: string, now: number): number | null {
    const use = this.#uses.get(feature);
    const everybody = this.#uses.get(ANY_FEATURE);
    return later(use && this.#notAhead(use, now), everybody && this.#notAhead(everybody, now));
  }

  /** @param viewer the id, or `@name` of who is known by name only */
  lastUserUseAt(feature: string, viewer: string, now: number): number | null {
    const byViewer = this.#uses.get(feature)?.byViewer;
    let at = byViewer?.get(viewer);
    if (byViewer && at !== undefined && at > now) {
      at = now;
      if (this.#deps.isClockRight()) byViewer.set(viewer, now);
    }
    const everybody = this.#uses.get(ANY_FEATURE);
    return later(at, everybody && this.#notAhead(everybody, now));
  }

  /** From now on the feature's cooldowns run. */
  use(feature: string, viewer: string, now: number): void {
    const use = this.#uses.get(feature) ?? { lastUseAt: now, byViewer: new Map<string, number>() };
    this.#uses.set(feature, use);
    const last = Math.max(use.byViewer.get(viewer) ?? now, now);
    use.lastUseAt = Math.max(use.lastUseAt, now);
    // Taken out first, so that the order is by time.
    use.byViewer.delete(viewer);
    use.byViewer.set(viewer, last);
    if (use.byViewer.size > MAX_VIEWERS) dropFirst(use.byViewer);
    this.#timer ??= this.#deps.clock.after(SAVE_AFTER_MS, () => void this.#save());
  }

  /** Drops what no cooldown asks for any more. */
  tidy(): void {
    const { clock, policy, isClockRight } = this.#deps;
    if (!isClockRight()) return;
    const now = clock.now();
    for (const [feature, use] of this.#uses) {
      if (feature === ANY_FEATURE) {
        if (use.lastUseAt + longestCooldownMs(policy()) <= now) this.#uses.delete(feature);
        continue;
      }
      const rules = featureOf(policy(), feature)?.cooldown;
      const spanMs = rules ? longestUserCooldownMs(rules) : 0;
      for (const [viewer, at] of use.byViewer) if (at + spanMs <= now) use.byViewer.delete(viewer);
      if (!rules || !hasCooldown(rules)) this.#uses.delete(feature);
    }
  }

  forget(): void {
    this.#uses.clear();
    this.#timer ??= this.#deps.clock.after(0, () => void this.#save());
  }

  /** Saves what is not saved yet. */
  async close(): Promise<void> {
    if (this.#timer) await this.#save();
    await this.#saving;
  }

  /**
   * The clock has been set back since: the cooldown begins now, at the latest. For good if the clock is right;
   * one that is not may be put right again.
   */
  #notAhead(use: Use, now: number): number {
    if (use.lastUseAt > now && this.#deps.isClockRight()) use.lastUseAt = now;
    return Math.min(use.lastUseAt, now);
  }

  #save(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = null;
    this.tidy();
    const uses: [string, Uses[string]][] = [...this.#uses].map(([feature, { lastUseAt, byViewer }]) => [
      feature,
      { lastUseAt, byViewer: [...byViewer] },
    ]);
    this.#saving = this.#deps.store.save(Object.fromEntries(uses));
    return this.#saving;
  }
}

function dropFirst(map: Map<string, number>): void {
  const first = map.keys().next();
  if (!first.done) map.delete(first.value);
}

function later(a: number | undefined, b: number | undefined): number | null {
  return a === undefined ? (b ?? null) : b === undefined ? a : Math.max(a, b);
}

function longestCooldownMs(policy: Policy): number {
  const spans = Object.values(policy).map(({ cooldown }) =>
    Math.max(cooldown.globalMs, longestUserCooldownMs(cooldown)),
  );
  return Math.max(0, ...spans);
}
