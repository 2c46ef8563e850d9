import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Kind } from '../../../server/core/roles.ts';
import { ViewerActions } from '../../lib/state/viewer-actions.ts';
import { CountStats } from '../../lib/state/count-stats.ts';
import { DecisionFeed } from '../../lib/state/decision-feed.ts';
import { Features } from '../../lib/state/features.ts';
import { LiveSync } from '../../lib/state/live-sync.ts';
import { ManualSync } from '../../lib/state/manual-sync.ts';
import { OpenViewer } from '../../lib/state/open-viewer.ts';
import type { Person } from '../../lib/format/person.ts';
import { overallProgress } from '../../lib/format/progress.ts';
import { ReasonCounts } from '../../lib/state/reason-counts.ts';
import { RoleChanges } from '../../lib/state/role-changes.ts';
import { SpokenChanges } from '../../lib/state/spoken-changes.ts';
import { TwitchLogin } from '../../lib/state/twitch-login.ts';
import { ViewerList } from '../../lib/state/viewer-list.ts';
import { ViewerSearch } from '../../lib/state/viewer-search.ts';

/** All that the dock shows, kept up to date, and what can be done about it. */
export class DockState {
  readonly live: LiveSync;
  readonly sync: ManualSync;
  readonly login: TwitchLogin;
  readonly features: Features;
  readonly feed: DecisionFeed;
  readonly changes: RoleChanges;
  readonly counts: CountStats;
  readonly reasons: ReasonCounts;
  readonly list: ViewerList;
  readonly search: ViewerSearch;
  readonly open: OpenViewer;
  readonly actions: ViewerActions;
  readonly spoken: SpokenChanges;
  isRefreshing = false;
  /** Somebody is reading the decisions. */
  isFeedHeld = false;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost, client: RolecallClient) {
    this.#host = host;
    this.live = new LiveSync(host, client);
    this.sync = new ManualSync(host, client);
    this.login = new TwitchLogin(host, client);
    this.features = new Features(host, client);
    this.feed = new DecisionFeed(host, client);
    this.changes = new RoleChanges(host, client);
    this.counts = new CountStats(host, client);
    this.reasons = new ReasonCounts(host, client);
    this.list = new ViewerList(host, client);
    this.search = new ViewerSearch(host, client);
    this.open = new OpenViewer(host, client, () => this.features.names);
    this.actions = new ViewerActions(host, client);
    this.spoken = new SpokenChanges(host, client);
  }

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

  holdFeed(isHeld: boolean): void {
    this.isFeedHeld = isHeld;
    this.#host.requestUpdate();
  }

  fix(kind: Kind, needsLogin: boolean): void {
    if (needsLogin) void this.login.connect(null);
    else void this.sync.run(true, [kind]);
  }

  async refresh(person: Person): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    this.#host.requestUpdate();
    await this.actions.refresh(person);
    this.isRefreshing = false;
    this.open.readAgain();
  }
}
