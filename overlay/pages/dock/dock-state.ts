import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Kind } from '../../../server/core/roles.ts';
import { ViewerActions } from '../../lib/state/viewer-actions.ts';
import { CountStats } from '../../lib/state/count-stats.ts';
import { DecisionFeed } from '../../lib/state/decision-feed.ts';
import { Features } from '../../lib/state/features.ts';
import { LiveStatus } from '../../lib/state/live-status.ts';
import { ManualSync } from '../../lib/state/manual-sync.ts';
import { OpenViewer } from '../../lib/state/open-viewer.ts';
import type { Person } from '../../lib/format/person.ts';
import { overallProgress } from '../../lib/format/progress.ts';
import { QuestionLog } from '../../lib/state/question-log.ts';
import { ReasonCounts } from '../../lib/state/reason-counts.ts';
import { RoleChanges } from '../../lib/state/role-changes.ts';
import { SpokenChanges } from '../../lib/state/spoken-changes.ts';
import { TwitchLogin } from '../../lib/state/twitch-login.ts';
import { ViewerList } from '../../lib/state/viewer-list.ts';
import { ViewerSearch } from '../../lib/state/viewer-search.ts';

/** What the dock shows, and what can be done there. */
export class DockState {
  readonly live = new LiveStatus(this.host, this.client);
  readonly sync = new ManualSync(this.host, this.client);
  readonly login = new TwitchLogin(this.host, this.client);
  readonly features = new Features(this.host, this.client);
  readonly feed = new DecisionFeed(this.host, this.client);
  readonly changes = new RoleChanges(this.host, this.client);
  readonly counts = new CountStats(this.host, this.client);
  readonly reasons = new ReasonCounts(this.host, this.client);
  readonly list = new ViewerList(this.host, this.client);
  readonly search = new ViewerSearch(this.host, this.client);
  readonly open = new OpenViewer(this.host, this.client, () => this.features.names);
  readonly actions = new ViewerActions(this.host, this.client);
  readonly questions = new QuestionLog(this.host, this.client);
  readonly spoken = new SpokenChanges(this.host, this.client);
  /** When the page is rendered, epoch ms. */
  now = 0;
  isRefreshing = false;
  /** The streamer is reading the decisions. */
  isFeedHeld = false;

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

  holdFeed(isHeld: boolean): void {
    this.isFeedHeld = isHeld;
    this.host.requestUpdate();
  }

  fix(kind: Kind, needsLogin: boolean): void {
    if (needsLogin) void this.login.connect(null);
    else void this.sync.run(true, [kind]);
  }

  async refresh(person: Person): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    this.host.requestUpdate();
    await this.actions.refresh(person);
    this.isRefreshing = false;
    this.open.readAgain();
  }
}
