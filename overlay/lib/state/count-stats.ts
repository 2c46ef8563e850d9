import { LiveController, orNull } from './live-controller.ts';
import type { CountHistory } from '../format/count-series.ts';
import { FrameThrottle } from './frame-throttle.ts';

/** Events come in swarms, and a plot of days can wait. Rests while nobody sees the page. */
const READ_EVERY_MS = 2_000;
/** More steps than a dock has pixels are lost on it. */
const POINTS = 200;

/** How many held each role over time. Kept while the server is away. */
export class CountStats extends LiveController {
  /** The span asked for. */
  days = 7;
  history: CountHistory | null = null;
  readonly #throttle = new FrameThrottle(() => void this.read(), READ_EVERY_MS);

  override hostConnected(): void {
    super.hostConnected();
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  show(days: number): void {
    this.days = days;
    this.host.requestUpdate();
    void this.read();
  }

  /** Somebody looks: time went on. */
  refresh(): void {
    if (this.client.state === 'open') void this.read();
  }

  protected override subscribe(): (() => void)[] {
    return [
      this.client.on('sync.finished', () => void this.read()),
      this.client.on('roles.changed', () => this.#throttle.request()),
    ];
  }

  protected override async read(): Promise<void> {
    const { days } = this;
    const stats = await orNull(this.client.call('sync.stats', { days, points: POINTS }));
    if (!stats || days !== this.days) return; // another span is asked for meanwhile
    this.history = { ...stats, days };
    this.host.requestUpdate();
  }

  readonly #onVisibility = (): void => {
    if (!document.hidden) this.refresh();
  };
}
