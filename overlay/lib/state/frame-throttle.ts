/** Runs at most once a frame, and at most every `everyMs`, however often it is requested. */
export class FrameThrottle {
  readonly #run: () => void;
  readonly #everyMs: number;
  #isPlanned = false;
  #ranAt = -Infinity;

  constructor(run: () => void, everyMs = 0) {
    this.#run = run;
    this.#everyMs = everyMs;
  }

  request(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    const wait = this.#ranAt + this.#everyMs - performance.now();
    if (wait > 0) setTimeout(this.#plan, wait);
    else this.#plan();
  }

  readonly #plan = (): void => {
    requestAnimationFrame(() => {
      this.#isPlanned = false;
      this.#ranAt = performance.now();
      this.#run();
    });
  };
}
