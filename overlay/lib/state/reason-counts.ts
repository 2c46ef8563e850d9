import type { Result } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import { FrameThrottle } from './frame-throttle.ts';

const PAINT_EVERY_MS = 500;

/** How often each reason was given since the server started. */
export type Counts = Result<'decisions.list'>['counts'];

/** Counts the reasons of decisions. Kept while the server is away; starts again when the server does. */
export class ReasonCounts extends LiveController {
  counts: Counts = {};
  /** When counting began. */
  since: string | null = null;
  /** The last decision that was counted. */
  #lastId = 0;
  readonly #throttle = new FrameThrottle(() => this.host.requestUpdate(), PAINT_EVERY_MS);

  protected override subscribe(): Stop[] {
    return [
      this.client.on('access.decided', ({ decisionId, reason }) => {
        if (this.since === null || decisionId <= this.#lastId) return;
        this.#lastId = decisionId;
        this.counts = { ...this.counts, [reason]: (this.counts[reason] ?? 0) + 1 };
        this.#throttle.request();
      }),
    ];
  }

  protected override async read(): Promise<void> {
    const list = await orNull(this.client.call('decisions.list', { limit: 1 }));
    if (!list) return;
    this.#lastId = list.items[0]?.decisionId ?? 0;
    [this.counts, this.since] = [list.counts, list.since];
    this.host.requestUpdate();
  }
}
