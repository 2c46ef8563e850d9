import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import { type DecisionFilter, DecisionLog, type LoggedDecision, MAX_SHOWN } from './decision-log.ts';
import { FrameThrottle } from './frame-throttle.ts';

/** Nobody can read a list that changes more often. */
const PAINT_EVERY_MS = 120;

/** The live list of decisions. It can be held, so that no row moves while somebody reads it. */
export class DecisionFeed extends LiveController {
  readonly #log = new DecisionLog();
  readonly #throttle = new FrameThrottle(() => this.#paint(), PAINT_EVERY_MS);
  #isHeld = false;

  get items(): readonly LoggedDecision[] {
    return this.#log.shown;
  }

  get filter(): DecisionFilter {
    return this.#log.filter;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** How many wait to be shown. */
  get waiting(): number {
    return this.#log.waiting;
  }

  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    this.#throttle.request();
  }

  setFilter(filter: DecisionFilter): void {
    this.#log.setFilter(filter);
    this.host.requestUpdate();
    void this.read();
  }

  protected override subscribe(): Stop[] {
    return [
      this.client.on('access.decided', (decision) => {
        this.#log.add(decision);
        this.#throttle.request();
      }),
    ];
  }

  protected override async read(): Promise<void> {
    const { filter } = this;
    const { allowed, feature } = filter;
    const list = await orNull(
      this.client.call('decisions.list', {
        limit: MAX_SHOWN,
        ...(allowed === null ? {} : { allowed }),
        ...(feature === null ? {} : { feature }),
      }),
    );
    if (!list || filter !== this.filter) return; // another filter was chosen meanwhile
    this.#log.restore(list.items, list.since);
    this.host.requestUpdate();
  }

  #paint(): void {
    if (!this.#isHeld) this.#log.show();
    this.host.requestUpdate();
  }
}
