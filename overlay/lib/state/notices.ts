import { Controller, type Stop } from './controller.ts';

/** What was done, or why it failed. */
export interface Notice {
  readonly text: string;
  /** Why it failed, for whoever shows it to put into words: the first picture of a page does not need these. */
  readonly error?: unknown;
  /** `glad`: nobody asked for it, and nothing needs to be done. */
  readonly tone: 'plain' | 'error' | 'glad';
  /** Takes it back, or goes on from there. */
  readonly act: { readonly label: string; readonly run: () => unknown } | null;
}

/** Long enough to read it and to reach its button by keyboard. */
const SHOWN_MS = 10_000;

/** The one thing that a page says of what was just done. */
export class Notices extends Controller {
  shown: Notice | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override listen(): Stop[] {
    return [() => clearTimeout(this.#timer)];
  }

  say(text: string, act: Notice['act'] = null): void {
    this.#show({ text, tone: 'plain', act });
  }

  fail(error: unknown): void {
    this.#show({ text: '', error, tone: 'error', act: null });
  }

  /** Never in the way of what was done here. */
  beGlad(text: string): void {
    if (this.shown === null || this.shown.tone === 'glad') this.#show({ text, tone: 'glad', act: null });
  }

  /** Says it only if it fails. */
  watch(work: Promise<unknown>): Promise<void> {
    return work.then(
      () => undefined,
      (error: unknown) => this.fail(error),
    );
  }

  act(): void {
    this.shown?.act?.run();
  }

  /** It stays while the pointer or the focus is on it. */
  keep(isKept: boolean): void {
    clearTimeout(this.#timer);
    if (!isKept && this.shown) this.#timer = setTimeout(() => this.#show(null), SHOWN_MS);
  }

  dismiss(): void {
    this.#show(null);
  }

  #show(notice: Notice | null): void {
    this.shown = notice;
    this.keep(false);
    this.host.requestUpdate();
  }
}
