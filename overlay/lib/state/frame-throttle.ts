/** Lets through once a frame, and not more often than every `everyMs`: a thousand reasons to paint are one. */
export class FrameThrottle {
  readonly #paint: () => void;
  readonly #everyMs: number;
  #isDue = false;
  #paintedAt = -Infinity;

  constructor(paint: () => void, everyMs = 0) {
    this.#paint = paint;
    this.#everyMs = everyMs;
  }

  request(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const wait = this.#paintedAt + this.#everyMs - performance.now();
    if (wait > 0) setTimeout(this.#frame, wait);
    else this.#frame();
  }

  readonly #frame = (): void => {
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#paintedAt = performance.now();
      this.#paint();
    });
  };
}
