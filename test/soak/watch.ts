import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from './record.ts';
import type { Rolecall } from './rolecall.ts';
import type { Twitch } from './twitch.ts';

/** "Never more than a handful of connects a minute": of one process, whatever happens to it. */
const MAX_CONNECTS_A_MINUTE = 8;
const MAX_LINES_A_MINUTE = 600;

/** Looks on: memory, log, connects, secrets on disk. */
export class Watch {
  /** Every token that was ever on disk. */
  readonly secrets = new Set<string>();
  readonly #twitch: Twitch;
  readonly #rolecall: Rolecall;
  readonly #tally: Tally;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(twitch: Twitch, rolecall: Rolecall, tally: Tally) {
    this.#twitch = twitch;
    this.#rolecall = rolecall;
    this.#tally = tally;
  }

  start(onProgress: () => void): void {
    const every = (ms: number, action: () => void): void => void this.#timers.push(setInterval(action, ms));
    every(1_000, () => this.#readSecrets());
    every(5_000, () => this.remember());
    every(10_000, onProgress);
    every(10_000, () => void this.#judge());
  }

  /** Notes how much memory Rolecall has now. */
  remember(): void {
    const rss = this.#rolecall.rssMb();
    if (rss !== null && Number.isFinite(rss)) this.#tally.rssMb.push(rss);
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #readSecrets(): void {
    try {
      const files = readdirSync(this.#rolecall.dataFolder).filter((name) => name.includes('token'));
      for (const name of files) {
        const text = readFileSync(join(this.#rolecall.dataFolder, name), 'utf8');
        for (const [, secret] of text.matchAll(/"(?:access|refresh)Token"\s*:\s*"([^"]+)"/g)) {
          if (secret) this.secrets.add(secret);
        }
      }
    } catch {
      // Not there yet, or being replaced.
    }
  }

  async #judge(): Promise<void> {
    await this.#twitch.count().catch(() => undefined);
    const most = mostInAMinute(this.#twitch.connects, this.#rolecall.starts);
    if (most > MAX_CONNECTS_A_MINUTE && !this.#tally.wrongs.has('too many connects'))
      this.#tally.wrong('too many connects', `${most} in a minute`);
    const { busiestMinute } = this.#rolecall.transcript;
    if (busiestMinute > MAX_LINES_A_MINUTE && !this.#tally.wrongs.has('too much log'))
      this.#tally.wrong('too much log', `${busiestMinute} lines in a minute`);
  }
}

/** @param starts when a new life of the process began; each has its own minutes */
export function mostInAMinute(times: readonly number[], starts: readonly number[]): number {
  const lifeOf = (at: number): number => starts.filter((start) => start <= at).length;
  const most = times.map((end) => {
    const inMinute = times.filter((at) => at <= end && at > end - 60_000 && lifeOf(at) === lifeOf(end));
    return inMinute.length;
  });
  return Math.max(0, ...most);
}
