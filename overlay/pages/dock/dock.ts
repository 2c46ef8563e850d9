import { html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { controlStyles } from '../../components/dock/controls.ts';
import type { ViewerCommand, ViewerCommandEvent } from '../../components/dock/events.ts';
import { listStyles } from '../../components/dock/pane.ts';
import { tabBar } from '../../components/dock/tab-bar.ts';
import type { FixEvent } from '../../components/dock/kind-row.ts';
import { spokenStyles } from '../../components/spoken.ts';
import type { SyncRequestEvent } from '../../components/dock/sync-panel.ts';
import { LateParts } from '../../lib/state/late-parts.ts';
import { promptForTokenWhenRefused } from '../../lib/state/token-prompt.ts';
import { MediaQuery } from '../../lib/state/media-query.ts';
import { openPage } from '../../lib/state/page.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { Ticker } from '../../lib/state/ticker.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import { DockState } from './dock-state.ts';
import { dockStyles } from './dock-styles.ts';
import { renderHead } from './head.ts';
import type * as Later from './later.ts';
import type { MenuCommand } from './layers.ts';
import { HEADINGS, loadPlots, type PaneName, renderPane } from './panes.ts';

const t = dockTexts[language];
const v = viewerTexts[language];
const TABS = (Object.keys(HEADINGS) as PaneName[]).map((name) => ({ name, label: HEADINGS[name] }));
/** Wide enough to show all panes side by side. */
const WIDE = '(min-width: 960px) and (min-height: 420px)';

/** The dock: the state of the lists, the viewers, the decisions, and what can be done about them. */
class DockPage extends LitElement {
  /** The state that is shown, for CSS. */
  @property({ reflect: true }) view: ViewState = 'connecting';
  @state() private tab: PaneName = 'overview';
  @state() private menu: MenuCommand | null = null;
  readonly #client = openPage();
  readonly #state = new DockState(this, this.#client);
  readonly #wide = new MediaQuery(this, WIDE);
  readonly #late = new LateParts(this, this.#client, [() => this.#loadLater(), loadPlots]);
  #later: typeof Later | null = null;
  #announcement = '';

  constructor() {
    super();
    promptForTokenWhenRefused(this.#client);
    new Ticker(this);
  }

  static override styles = [spokenStyles, controlStyles, listStyles, dockStyles];

  async #loadLater(): Promise<void> {
    this.#later = await import('./later.ts');
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    this.#state.now = Date.now();
    this.view = this.#state.live.state;
    // Screen readers hear how a sync ended, not that one began.
    if (this.view !== 'syncing' && this.view !== 'connecting') this.#announcement = t.state[this.view];
    const isFeedShown = this.#wide.matches || this.tab === 'decisions';
    if (!isFeedShown) this.#state.isFeedHeld = false;
    // Rows do not move while a panel or a menu is open.
    this.#state.feed.hold(
      isFeedShown && (this.#state.isFeedHeld || this.#state.open.person !== null || this.menu !== null),
    );
  }

  protected override render() {
    const isWide = this.#wide.matches;
    return html`<main
        class=${isWide ? 'wide' : ''}
        @rolecall-command=${({ command }: ViewerCommandEvent) => this.#run(command)}
        @rolecall-connect=${({ clientId }: ConnectRequestEvent) => void this.#state.login.connect(clientId)}
        @rolecall-sync=${({ force }: SyncRequestEvent) => void this.#state.sync.run(force)}
        @rolecall-fix=${({ kind, needsLogin }: FixEvent) => this.#state.fix(kind, needsLogin)}
      >
        ${renderHead(this.#state, this.#late.isIncomplete, this.#later?.renderTroubles(this.#state))}
        ${isWide ? this.#columns() : this.#tabs()}
        ${this.#later?.renderLayers(this.#state, this.menu, () => (this.menu = null))}
      </main>
      <div class="spoken" role="status">${this.#announcement}</div>
      <div class="spoken" role="status">${this.#state.spoken.text}</div>`;
  }

  #tabs() {
    const isScrolling = this.tab === 'overview';
    return html`${tabBar(v.tabs, TABS, this.tab, (name) => this.#choose(name))}
      <div
        id="panel"
        class="panel ${isScrolling ? 'scroll' : ''}"
        part="panel"
        role="tabpanel"
        aria-labelledby="tab-${this.tab}"
      >
        ${renderPane(this.tab, this.#state)}
      </div>`;
  }

  #columns() {
    return html`<div class="columns" part="columns">
      <div class="column">
        <section aria-label=${v.overview}>${renderPane('overview', this.#state)}</section>
        ${this.#card('changes')}
      </div>
      ${this.#card('viewers')} ${this.#card('decisions')}
    </div>`;
  }

  #card(name: PaneName) {
    return html`<section class="card" aria-labelledby="head-${name}">
      <h2 id="head-${name}" class=${name === 'changes' ? 'bare' : ''}>${HEADINGS[name]}</h2>
      ${renderPane(name, this.#state)}
    </section>`;
  }

  #run(command: ViewerCommand): void {
    const { actions } = this.#state;
    switch (command.kind) {
      case 'open':
        return this.#state.open.open(command.person);
      case 'menu':
        this.menu = command;
        return;
      case 'refresh':
        return void this.#state.refresh(command.person);
      case 'add-bot':
        return void actions.addBot(command.person);
      case 'give':
        return void actions.give(command.person, command.feature, command.minutes);
      case 'deny':
      case 'allow':
        return void actions.set(command.person, command.feature, command.kind, command.until);
      case 'end-override':
        return void actions.endOverride(command.override);
      case 'end-grant':
        return void actions.endGrant(command.grant);
    }
  }

  #choose(tab: PaneName): void {
    this.tab = tab;
    if (tab === 'overview') this.#state.counts.refresh();
  }
}

customElements.define('rolecall-dock', DockPage);
