import type { ReactiveController, ReactiveControllerHost } from 'lit';

const EVERY_MS = 10_000;

/** Lets the host say ages anew now and then. Rests while nobody can see the page. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#follow);
    clearInterval(this.#timer);
  }

  readonly #follow = (): void => {
    clearInterval(this.#timer);
    if (document.hidden) return;
    this.#timer = setInterval(() => this.#host.requestUpdate(), EVERY_MS);
    this.#host.requestUpdate();
  };
}
