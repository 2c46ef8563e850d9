import { BadgePill } from '../../components/badge-pill.ts';
import { LiveStatus } from '../../lib/live-status.ts';
import { openPage } from '../../lib/page.ts';
import { Ticker } from '../../lib/ticker.ts';
import { syncedAt } from '../../lib/view-state.ts';

/** The server may be gone for a while before viewers are told. */
const GRACE_MS = 6_000;

/** The badge on stream: the pill, kept up to date. Its `state` attribute is there for custom CSS. */
class BadgePage extends BadgePill {
  readonly #live = new LiveStatus(this, openPage(), GRACE_MS);

  constructor() {
    super();
    new Ticker(this);
  }

  protected override willUpdate(): void {
    const { status, state } = this.#live;
    this.state = state;
    this.syncedAt = status && syncedAt(status);
    this.now = Date.now();
  }
}

customElements.define('rolecall-badge', BadgePage);
