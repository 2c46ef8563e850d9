import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import { isTwitch } from '../format/platform-name.ts';
import type { Stop } from './controller.ts';
import type { DecisionFeed } from './decision-feed.ts';
import type { LoggedDecision } from './decision-log.ts';
import { LiveController, orNull } from './live-controller.ts';

/** Changes often come in groups. */
const SETTLE_MS = 300;
/** About the rows that can be seen. */
const MAX_ASKED = 24;

/** While somebody has to wait, as long as the wait may be. */
const AGAIN_MS = 10_000;

/** Who was denied, and for what. */
export const keyOf = ({ user, feature }: LoggedDecision): string => `${user.userId} ${feature}`;

/** Of those denied lately, who may by now: asked again when something has changed that can let them in. */
export class LaterAnswers extends LiveController {
  allowed: ReadonlySet<string> = new Set();
  readonly #feed: DecisionFeed;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = Infinity;

  constructor(host: ReactiveControllerHost, client: RolecallClient, feed: DecisionFeed) {
    super(host, client);
    this.#feed = feed;
  }

  protected override subscribe(): Stop[] {
    const soon = (): void => this.#askIn(SETTLE_MS);
    return [
      this.client.on('roles.changed', soon),
      this.client.on('overrides.changed', soon),
      this.client.on('grants.changed', soon),
      this.client.on('policy.changed', soon),
      this.client.on('access.decided', ({ reason, retryAfterMs }) => {
        if (reason === 'cooldown' && retryAfterMs !== null) this.#askIn(retryAfterMs + SETTLE_MS);
      }),
      () => clearTimeout(this.#timer),
    ];
  }

  /** What changed before is not told again. */
  protected override read(): Promise<void> {
    this.#askIn(SETTLE_MS);
    return Promise.resolve();
  }

  #askIn(ms: number): void {
    const at = Date.now() + ms;
    if (at >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => void this.#ask(), ms);
  }

  async #ask(): Promise<void> {
    this.#dueAt = Infinity;
    const denied = this.#feed.items.filter(
      ({ allowed, platform, user }) => !allowed && isTwitch(platform) && user.userId !== null,
    );
    const each = [...new Map(denied.slice(0, MAX_ASKED).map((one) => [keyOf(one), one])).values()];
    const answers = await Promise.all(each.map((one) => this.#mayNow(one)));
    this.allowed = new Set(each.filter((_, index) => answers[index]).map(keyOf));
    const isWaiting = each.some((one) => one.reason === 'cooldown' && !this.allowed.has(keyOf(one)));
    if (isWaiting) this.#askIn(AGAIN_MS);
    this.host.requestUpdate();
  }

  async #mayNow({ user, feature }: LoggedDecision): Promise<boolean> {
    const params = { userId: user.userId ?? '', feature, record: false };
    return (await orNull(this.client.call('access.check', params)))?.allowed === true;
  }
}
