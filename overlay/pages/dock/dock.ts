import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Kind } from '../../../server/core/roles.ts';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { controlStyles } from '../../components/dock/controls.ts';
import type { SpanEvent } from '../../components/dock/count-plot.ts';
import type { FilterEvent, HoldEvent } from '../../components/dock/decisions-pane.ts';
import type { Wish, WishEvent } from '../../components/dock/events.ts';
import type { ToggleEvent } from '../../components/dock/feature-switches.ts';
import { icon } from '../../components/dock/icons.ts';
import { tabBar } from '../../components/dock/tab-bar.ts';
import type { EndEvent } from '../../components/dock/viewer-panel.ts';
import type { FindEvent, RoleEvent } from '../../components/dock/viewers-pane.ts';
import type { FixEvent } from '../../components/kind-row.ts';
import { spokenStyles } from '../../components/spoken.ts';
import type { SyncRequestEvent } from '../../components/sync-panel.ts';
import { askForTokenWhenRefused } from '../../lib/ask-for-token.ts';
import { ByHand } from '../../lib/by-hand.ts';
import { CountStats } from '../../lib/count-stats.ts';
import { DecisionFeed } from '../../lib/decision-feed.ts';
import { Features } from '../../lib/features.ts';
import { ageOf } from '../../lib/format.ts';
import { LiveSync } from '../../lib/live-sync.ts';
import { ManualSync } from '../../lib/manual-sync.ts';
import { MediaMatch } from '../../lib/media-match.ts';
import { OpenViewer } from '../../lib/open-viewer.ts';
import { openPage } from '../../lib/page.ts';
import { overallProgress } from '../../lib/progress.ts';
import { ReasonCounts } from '../../lib/reason-counts.ts';
import { RoleChanges } from '../../lib/role-changes.ts';
import { SpokenChanges } from '../../lib/spoken-changes.ts';
import { dockTexts, language } from '../../lib/texts.ts';
import { decisionTexts, roleTexts } from '../../lib/texts-decisions.ts';
import { viewerTexts } from '../../lib/texts-viewers.ts';
import { Ticker } from '../../lib/ticker.ts';
import { TwitchLogin } from '../../lib/twitch-login.ts';
import { ViewerList } from '../../lib/viewer-list.ts';
import { ViewerSearch } from '../../lib/viewer-search.ts';
import { syncedAt, type ViewState } from '../../lib/view-state.ts';
import { dockStyles } from './dock-styles.ts';
import '../../components/dock/changes-pane.ts';
import '../../components/dock/decisions-pane.ts';
import '../../components/dock/feature-switches.ts';
import '../../components/dock/notice-bar.ts';
import '../../components/dock/overview.ts';
import '../../components/dock/row-menu.ts';
import '../../components/dock/viewer-panel.ts';
import '../../components/dock/viewers-pane.ts';
import '../../components/health-line.ts';

const t = dockTexts[language];
const v = viewerTexts[language];
const HEADINGS = {
  overview: v.overview,
  viewers: v.viewers,
  decisions: decisionTexts[language].heading,
  changes: roleTexts[language].heading,
} as const;
type TabName = keyof typeof HEADINGS;
const TABS = (Object.keys(HEADINGS) as TabName[]).map((name) => ({ name, label: HEADINGS[name] }));
/** From here on everything fits side by side. */
const WIDE = '(min-width: 960px) and (min-height: 420px)';

/** The dock: what is up, who may what, what was just decided and why, and a hand on all of it. */
class DockPage extends LitElement {
  static override properties = { view: { reflect: true }, tab: { state: true }, menu: { state: true } };
  /** The state shown, for styling. */
  declare view: ViewState;
  declare tab: TabName;
  declare menu: Extract<Wish, { kind: 'menu' }> | null;
  readonly #client = openPage();
  readonly #live = new LiveSync(this, this.#client);
  readonly #sync = new ManualSync(this, this.#client);
  readonly #login = new TwitchLogin(this, this.#client);
  readonly #features = new Features(this, this.#client);
  readonly #feed = new DecisionFeed(this, this.#client);
  readonly #changes = new RoleChanges(this, this.#client);
  readonly #counts = new CountStats(this, this.#client);
  readonly #reasons = new ReasonCounts(this, this.#client);
  readonly #list = new ViewerList(this, this.#client);
  readonly #search = new ViewerSearch(this, this.#client);
  readonly #open = new OpenViewer(this, this.#client, () => this.#features.names);
  readonly #byHand = new ByHand(this, this.#client);
  readonly #spoken = new SpokenChanges(this, this.#client);
  readonly #wide = new MediaMatch(this, WIDE);
  #isRefreshing = false;
  #isFeedHeld = false;
  #isDrawn = false;
  #announcement = '';

  constructor() {
    super();
    this.view = 'connecting';
    askForTokenWhenRefused(this.#client);
    this.tab = 'overview';
    this.menu = null;
    new Ticker(this);
  }

  static override styles = [spokenStyles, controlStyles, dockStyles];

  /** Pictures are the heaviest part and the last that anybody waits for. A page that is away asks when back. */
  #drawLater(): void {
    if (this.#isDrawn || this.#isOffline) return;
    this.#isDrawn = true;
    import('../../components/dock/plots.ts').catch(() => (this.#isDrawn = false));
  }

  protected override willUpdate(): void {
    this.view = this.#live.state;
    // Spoken is how a state ends, not each background sync that comes and goes.
    if (this.view !== 'syncing' && this.view !== 'connecting') this.#announcement = t.state[this.view];
    const isFeedShown = this.#wide.matches || this.tab === 'decisions';
    if (!isFeedShown) this.#isFeedHeld = false;
    // Whoever comes back from a panel finds the row where it was.
    this.#feed.hold(isFeedShown && (this.#isFeedHeld || this.#open.person !== null || this.menu !== null));
  }

  protected override updated(): void {
    this.#drawLater();
  }

  protected override render() {
    const isWide = this.#wide.matches;
    const now = Date.now();
    return html`<main
        class=${isWide ? 'wide' : ''}
        @rolecall-wish=${({ wish }: WishEvent) => this.#grant(wish)}
        @rolecall-connect=${({ clientId }: ConnectRequestEvent) => void this.#login.connect(clientId)}
        @rolecall-sync=${({ force }: SyncRequestEvent) => void this.#sync.run(force)}
        @rolecall-fix=${({ kind, needsLogin }: FixEvent) => this.#fix(kind, needsLogin)}
      >
        ${this.#head(now)} ${isWide ? this.#columns(now) : this.#tabs(now)} ${this.#layers(now)}
      </main>
      <div class="spoken" role="status">${this.#announcement}</div>
      <div class="spoken" role="status">${this.#spoken.text}</div>`;
  }

  #head(now: number) {
    const { status, state, isDemo } = this.#live;
    const at = status && syncedAt(status);
    return html`<div class="head">
      <rolecall-health
        .state=${state}
        .message=${this.#message(now)}
        .age=${at === null || state === 'away' ? '' : ageOf(at, now)}
        .channel=${status?.channel?.userDisplayName ?? null}
        .isDemo=${isDemo}
      ></rolecall-health>
      <div class="bar">
        <rolecall-switches
          .policies=${this.#features.policies}
          .busy=${new Set(this.#features.busy)}
          .isDisabled=${this.#isOffline}
          @rolecall-toggle=${({ feature }: ToggleEvent) =>
            void this.#byHand.quietly(this.#features.toggle(feature))}
        ></rolecall-switches>
        <a
          class="icon-button"
          part="settings"
          href="/settings${location.search}"
          target="_blank"
          rel="noreferrer"
          aria-label=${v.settings}
          title=${v.settings}
          >${icon('gear')}</a
        >
      </div>
    </div>`;
  }

  #tabs(now: number) {
    const isScrolling = this.tab === 'overview';
    return html`${tabBar(v.tabs, TABS, this.tab, (name) => this.#choose(name))}
      <div
        id="panel"
        class="panel ${isScrolling ? 'scroll' : ''}"
        part="panel"
        role="tabpanel"
        aria-labelledby="tab-${this.tab}"
      >
        ${this.#pane(this.tab, now)}
      </div>`;
  }

  #columns(now: number) {
    return html`<div class="columns" part="columns">
      <div class="column">
        <section aria-label=${v.overview}>${this.#pane('overview', now)}</section>
        ${this.#card('changes', now)}
      </div>
      ${this.#card('viewers', now)} ${this.#card('decisions', now)}
    </div>`;
  }

  #card(name: TabName, now: number) {
    return html`<section class="card" aria-labelledby="head-${name}">
      <h2 id="head-${name}" class=${name === 'changes' ? 'bare' : ''}>${HEADINGS[name]}</h2>
      ${this.#pane(name, now)}
    </section>`;
  }

  #pane(name: TabName, now: number): TemplateResult {
    switch (name) {
      case 'overview':
        return this.#overview(now);
      case 'viewers':
        return this.#viewers(now);
      case 'decisions':
        return this.#decisions(now);
      case 'changes':
        return html`<rolecall-changes
          .items=${this.#changes.items}
          .now=${now}
          .isDisabled=${this.#isOffline}
        ></rolecall-changes>`;
    }
  }

  #overview(now: number) {
    const { status, error, isStarting } = this.#login;
    return html`<rolecall-overview
      .status=${this.#live.status}
      .login=${{ status, error, isStarting }}
      .sync=${{ can: this.#canSync, progress: this.#progress, outcome: this.#sync.outcome }}
      .isAway=${this.view === 'away'}
      .isDisabled=${this.#isOffline}
      .now=${now}
      ><rolecall-counts
        slot="plot"
        .history=${this.#counts.history}
        .days=${this.#counts.days}
        .isDisabled=${this.#isOffline}
        @rolecall-span=${({ days }: SpanEvent) => this.#counts.show(days)}
      ></rolecall-counts
    ></rolecall-overview>`;
  }

  #viewers(now: number) {
    const { query, hits, answered } = this.#search;
    const { pages, role } = this.#list;
    const kinds = this.#live.status?.kinds;
    return html`<rolecall-viewers
      .query=${query}
      .hits=${hits}
      .answered=${answered}
      .role=${role}
      .pages=${{ rows: pages, total: pages.total, isRead: pages.isRead }}
      .counts=${{
        subscriber: kinds?.subscribers.count ?? null,
        vip: kinds?.vips.count ?? null,
        moderator: kinds?.moderators.count ?? null,
      }}
      .now=${now}
      .isDisabled=${this.#isOffline}
      @rolecall-find=${(event: FindEvent) => this.#search.type(event.query)}
      @rolecall-role=${(event: RoleEvent) => this.#chooseList(event)}
      @rolecall-range=${({ detail: [first, last] }: CustomEvent<[number, number]>) => this.#list.look(first, last)}
    ></rolecall-viewers>`;
  }

  #decisions(now: number) {
    const { items, filter, isHeld, waiting } = this.#feed;
    return html`<rolecall-decisions
      .items=${items}
      .filter=${filter}
      .features=${this.#features.names}
      .isHeld=${isHeld}
      .waiting=${waiting}
      .now=${now}
      .isDisabled=${this.#isOffline}
      @rolecall-filter=${(event: FilterEvent) => this.#feed.setFilter(event.filter)}
      @rolecall-hold=${(event: HoldEvent) => {
        this.#isFeedHeld = event.isHeld;
        this.requestUpdate();
      }}
      ><rolecall-reasons
        slot="plot"
        .counts=${this.#reasons.counts}
        .since=${this.#reasons.since}
      ></rolecall-reasons
    ></rolecall-decisions>`;
  }

  /** What lies over the page: a viewer, a menu, and what was just done. */
  #layers(now: number) {
    const { person, file } = this.#open;
    const notice = html`<rolecall-notice
      .notice=${this.#byHand.notice}
      @rolecall-notice=${({ detail }: CustomEvent<string>) => this.#onNotice(detail)}
    ></rolecall-notice>`;
    return html`<rolecall-viewer
        .person=${person}
        .file=${file}
        .isRefreshing=${this.#isRefreshing}
        .isDisabled=${this.#isOffline}
        .now=${now}
        @rolecall-close=${() => this.#open.close()}
        @rolecall-end=${({ override, grant }: EndEvent) => this.#end(override, grant)}
        >${person ? notice : nothing}</rolecall-viewer
      >
      <rolecall-menu
        .wish=${this.menu}
        .features=${this.#features.names}
        .isDisabled=${this.#isOffline}
        @rolecall-close=${() => (this.menu = null)}
      ></rolecall-menu>
      ${person ? nothing : notice}`;
  }

  #grant(wish: Wish): void {
    const { person } = wish;
    switch (wish.kind) {
      case 'open':
        return this.#open.open(person);
      case 'menu':
        this.menu = wish;
        return;
      case 'refresh':
        return void this.#refresh(person);
      case 'give':
        return void this.#byHand.give(person, wish.feature, wish.minutes);
      case 'deny':
      case 'allow':
        return void this.#byHand.set(person, wish.feature, wish.kind, wish.until);
    }
  }

  async #refresh(person: Wish['person']): Promise<void> {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    this.requestUpdate();
    await this.#byHand.refresh(person);
    this.#isRefreshing = false;
    this.#open.readAgain();
  }

  #end(override: EndEvent['override'], grant: EndEvent['grant']): void {
    if (override) void this.#byHand.endOverride(override);
    if (grant) void this.#byHand.endGrant(grant);
  }

  #onNotice(what: string): void {
    if (what === 'undo') void this.#byHand.undo();
    else if (what === 'close') this.#byHand.dismiss();
    else this.#byHand.keep(what === 'keep');
  }

  #choose(tab: TabName): void {
    this.tab = tab;
    if (tab === 'overview') this.#counts.look();
  }

  #chooseList({ role }: RoleEvent): void {
    this.#search.type('');
    this.#list.show(role);
  }

  #fix(kind: Kind, needsLogin: boolean): void {
    if (needsLogin) void this.#login.connect(null);
    else void this.#sync.run(true, [kind]);
  }

  #message(now: number): string {
    const { status, state } = this.#live;
    if (state === 'connecting') return t.connectingMessage;
    if (state !== 'away') return status?.message ?? '';
    const at = status && syncedAt(status);
    return t.awayMessage(at === null ? null : ageOf(at, now));
  }

  get #isOffline(): boolean {
    return !this.#live.isOnline;
  }

  get #canSync(): boolean {
    const { status, isOnline } = this.#live;
    return isOnline && status !== null && status.state !== 'disconnected';
  }

  get #progress() {
    const { status, state } = this.#live;
    if (state === 'away' || !status) return null;
    return overallProgress(status) ?? (this.#sync.isRunning ? { fraction: null, etaMs: null } : null);
  }
}

customElements.define('rolecall-dock', DockPage);
