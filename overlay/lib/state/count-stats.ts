import { listenTo, type Stop } from './controller.ts';
import type { CountHistory } from '../format/count-series.ts';
import { FrameThrottle } from './frame-throttle.ts';
import { LiveController, orNull } from './live-controller.ts';

/** Events come in bursts, and a plot of days need not follow each. */
const READ_EVERY_MS = 2_000;
/** A dock is not wide enough to show more. */
const POINTS = 200;

/** How many viewers held each role over time. Kept while the server is away. */
export class CountStats extends LiveController {
  days = 7;
  history: CountHistory | null = null;
  readonly #throttle = new FrameThrottle(() => void this.read(), READ_EVERY_MS);

  show(days: number): void {
    this.days = days;
    this.host.requestUpdate();
    void this.read();
  }

  /** Reads again, because time has passed. */
  refresh(): void {
    if (this.client.state === 'open') void this.read();
  }

  protected override subscribe(): Stop[] {
    return [
      this.client.on('sync.finished', () => void this.read()),
      this.client.on('roles.changed', () => this.#throttle.request()),
      listenTo(document, 'visibilitychange', () => {
        if (!document.hidden) this.refresh();
      }),
    ];
  }

  protected override async read(): Promise<void> {
    const { days } = this;
    const stats = await orNull(this.client.call('sync.stats', { days, points: POINTS }));
    if (!stats || days !== this.days) return; // another span was chosen meanwhile
    this.history = { ...stats, days };
    this.host.requestUpdate();
  }
}
