import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Kind } from '../../../server/core/roles.ts';
import { type Headline, headlineOf } from '../../lib/format/headline.ts';
import { overallProgress } from '../../lib/format/progress.ts';
import { DecisionFeed } from '../../lib/state/decision-feed.ts';
import { Features } from '../../lib/state/features.ts';
import { FeatureToggle } from '../../lib/state/feature-toggle.ts';
import { LiveStatus } from '../../lib/state/live-status.ts';
import { ManualSync } from '../../lib/state/manual-sync.ts';
import { Notices } from '../../lib/state/notices.ts';
import { TwitchLogin } from '../../lib/state/twitch-login.ts';

/** The feature that the dock is about. */
const MAIN_FEATURE = 'tts';

/** What the first picture of the dock shows, and what can be done there; the rest is in `viewer-state.ts`. */
export class DockState {
  readonly notices = new Notices(this.host);
  readonly live = new LiveStatus(this.host, this.client);
  readonly sync = new ManualSync(this.host, this.client, this.notices);
  readonly login = new TwitchLogin(this.host, this.client);
  readonly features = new Features(this.host, this.client);
  readonly switches = new FeatureToggle(this.host, this.features, this.notices, MAIN_FEATURE);
  readonly feed = new DecisionFeed(this.host, this.client);
  /** When the page is rendered, epoch ms. */
  now = 0;
  /** The streamer is reading the decisions. */
  isFeedHeld = false;
  isFiltering = false;
  /** Which panel lies over the page, but for a viewer's. */
  sheet: 'lists' | 'connect' | 'demo' | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    readonly client: RolecallClient,
  ) {}

  get isOffline(): boolean {
    return !this.live.isOnline;
  }

  get canSync(): boolean {
    const { status, isOnline } = this.live;
    return isOnline && status !== null && status.state !== 'disconnected';
  }

  get progress() {
    const { status, state } = this.live;
    if (state === 'away' || !status) return null;
    return overallProgress(status) ?? (this.sync.isRunning ? { fraction: null, etaMs: null } : null);
  }

  get headline(): Headline {
    const { state, status } = this.live;
    return headlineOf(state, status, this.features.policies?.[MAIN_FEATURE] ?? null);
  }

  /** Nobody was ever connected: there is nothing else to show. */
  get isNew(): boolean {
    const { status } = this.live;
    return status?.state === 'disconnected' && status.channel === null && this.login.status !== null;
  }

  holdFeed(isHeld: boolean): void {
    this.isFeedHeld = isHeld;
    this.host.requestUpdate();
  }

  showFilters(): void {
    this.isFiltering = !this.isFiltering;
    this.host.requestUpdate();
  }

  showSheet(sheet: DockState['sheet']): void {
    this.sheet = sheet;
    this.host.requestUpdate();
  }

  /** Begins a login, unless one waits already, and shows how it goes on. */
  async logIn(): Promise<void> {
    if (!this.login.status?.pending && this.login.status?.clientId !== null) await this.login.connect(null);
    if (!this.isNew) this.showSheet('connect');
  }

  mend(kinds: readonly Kind[]): void {
    void this.sync.run(true, [...kinds]);
  }
}
