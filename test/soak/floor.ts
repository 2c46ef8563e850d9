import { type ChildProcess, spawn } from 'node:child_process';

const EVERY_MS = 50;
/** What is left of a stall after each tick. */
const FADING = 0.93;

/**
 * What nobody can get below on this machine just now: how long this program was held up, and how long a child
 * that does nothing but echo took. A busy machine must not look like a slow Rolecall.
 */
export class Floor {
  #lagMs = 0;
  #echoMs = 0;
  #askedAt: number | null = null;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;

  start(): void {
    this.#child = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child.stdout?.on('data', () => {
      this.#note();
      this.#askedAt = null;
    });
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#lagMs = Math.max(now - last - EVERY_MS, this.#lagMs * FADING);
      last = now;
      this.#echoMs *= FADING;
      this.#note();
      if (this.#askedAt !== null) return;
      this.#askedAt = now;
      this.#child?.stdin?.write('.');
    }, EVERY_MS);
  }

  /** Of the last second or so, ms. */
  get ms(): number {
    return Math.max(this.#lagMs, this.#echoMs);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#child?.kill();
  }

  #note(): void {
    if (this.#askedAt !== null) this.#echoMs = Math.max(this.#echoMs, performance.now() - this.#askedAt);
  }
}
