import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { controlStyles } from '../../components/dock/controls.ts';
import type { ViewerCommand, ViewerCommandEvent } from '../../components/dock/events.ts';
import { listStyles } from '../../components/dock/pane.ts';
import { tabBar } from '../../components/dock/tab-bar.ts';
import { spokenStyles } from '../../components/spoken.ts';
import type { CountStats } from '../../lib/state/count-stats.ts';
import { lateHost } from '../../lib/state/late-host.ts';
import { LateParts } from '../../lib/state/late-parts.ts';
import { MediaQuery } from '../../lib/state/media-query.ts';
import { openPage } from '../../lib/state/page.ts';
import { Ticker } from '../../lib/state/ticker.ts';
import { promptForTokenWhenRefused } from '../../lib/state/token-prompt.ts';
import type { CallerLog } from '../../lib/state/caller-log.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { DockState } from './dock-state.ts';
import { dockStyles } from './dock-styles.ts';
import { renderHead } from './head.ts';
import type * as Later from './later.ts';
import type { MenuCommand } from './layers.ts';
import type { ViewerState } from './viewer-state.ts';
import type * as Lists from './lists.ts';
import { filterButton, renderLive } from './live.ts';
import '../../components/dock/footer-bar.ts';

const t = dockTexts[language];
const HEADINGS = { live: t.live, people: t.people, changes: t.changes } as const;
type PaneName = keyof typeof HEADINGS;
const TABS = (Object.keys(HEADINGS) as PaneName[]).map((name) => ({ name, label: HEADINGS[name] }));
/** Wide enough to show all panes side by side; wider still: the lists too. */
const WIDE = '(min-width: 960px) and (min-height: 420px)';
const HUGE = '(min-width: 1600px) and (min-height: 700px)';

/** The dock: who may speak, who just asked, the viewers, the changes, and what can be done about them. */
class DockPage extends LitElement {
  /** The state that is shown, for CSS. */
  @property({ reflect: true }) view: ViewState = 'connecting';
  @state() private tab: PaneName = 'live';
  @state() private menu: MenuCommand | null = null;
  readonly #client = openPage();
  readonly #state = new DockState(this, this.#client);
  readonly #wide = new MediaQuery(this, WIDE);
  readonly #huge = new MediaQuery(this, HUGE);
  readonly #late = new LateParts(this, this.#client, [() => this.#loadLater()]);
  #later: { readonly part: typeof Later; readonly viewers: ViewerState } | null = null;
  #lists: { readonly part: typeof Lists; readonly counts: CountStats; readonly callers: CallerLog } | null =
    null;
  #announcement = '';

  constructor() {
    super();
    promptForTokenWhenRefused(this.#client);
    new Ticker(this);
  }

  static override styles = [spokenStyles, controlStyles, listStyles, dockStyles];

  async #loadLater(): Promise<void> {
    const part = await import('./later.ts');
    this.#later ??= { part, viewers: new part.ViewerState(this, this.#state) };
    this.requestUpdate();
  }

  readonly #loadLists = async (): Promise<void> => {
    const part = await import('./lists.ts');
    this.#lists ??= {
      part,
      counts: new part.CountStats(lateHost(this), this.#client),
      callers: new part.CallerLog(lateHost(this), this.#client),
    };
    this.requestUpdate();
  };

  readonly #loadConnect = async (): Promise<void> => void (await import('../../components/connect-panel.ts'));

  readonly #loadDemo = async (): Promise<void> => void (await this.#later?.part.loadDemoMenu());

  protected override willUpdate(): void {
    this.#state.now = Date.now();
    this.view = this.#state.live.state;
    // Screen readers hear how a sync ended, not that one began.
    if (this.view !== 'syncing' && this.view !== 'connecting') this.#announcement = t.state[this.view];
    const isFeedShown = this.#wide.matches || this.tab === 'live';
    if (!isFeedShown) this.#state.isFeedHeld = false;
    // Rows do not move while a panel or a menu is open.
    this.#state.feed.hold(
      isFeedShown &&
        (this.#state.isFeedHeld || Boolean(this.#later?.viewers.open.person) || this.menu !== null),
    );
    const { isNew, sheet, login } = this.#state;
    if (this.#huge.matches || sheet === 'lists') this.#late.want(this.#loadLists);
    if (sheet === 'demo' && this.#later) this.#late.want(this.#loadDemo);
    if (isNew || sheet === 'connect') this.#late.want(this.#loadConnect);
    if (sheet === 'connect' && login.status?.state === 'connected' && login.status.missing.length === 0)
      this.#state.sheet = null; // done
  }

  protected override render() {
    const isWide = this.#wide.matches;
    const dock = this.#state;
    const later = this.#later;
    return html`<main
        class=${this.#huge.matches ? 'wide huge' : isWide ? 'wide' : ''}
        @rolecall-command=${({ command }: ViewerCommandEvent) => this.#run(command)}
        @rolecall-connect=${({ clientId }: ConnectRequestEvent) => void dock.login.connect(clientId)}
        @rolecall-sync=${() => void dock.sync.run(false)}
      >
        ${renderHead(dock, this.#late.isIncomplete, later?.part.renderTroubles(dock, later.viewers))}
        ${dock.isNew ? html`<div class="new">${this.#connect()}</div>` : isWide ? this.#columns() : this.#tabs()}
        ${this.#footer()} ${this.#layers()}
      </main>
      <div class="spoken" role="status">${this.#announcement}</div>
      <div class="spoken" role="status">${later?.viewers.spoken.text}</div>`;
  }

  #footer() {
    const dock = this.#state;
    return html`<rolecall-footer
      .state=${dock.live.state}
      .status=${dock.live.status}
      .progress=${dock.progress}
      .canSync=${dock.canSync}
      .isOpen=${dock.sheet === 'lists'}
      .isFixed=${this.#huge.matches}
      .now=${dock.now}
      @rolecall-lists=${() => dock.showSheet('lists')}
    ></rolecall-footer>`;
  }

  #layers() {
    const wanted = { lists: this.#huge.matches ? null : this.#renderLists(), connect: this.#connect() };
    const { part, viewers } = this.#later ?? {};
    if (!part || !viewers) return nothing;
    return part.renderLayers(this.#state, viewers, this.menu, () => (this.menu = null), wanted);
  }

  #renderLists() {
    const lists = this.#lists;
    return lists?.part.renderLists(this.#state, lists.counts, lists.callers) ?? nothing;
  }

  #connect() {
    const { status, error, isStarting } = this.#state.login;
    return html`<rolecall-connect
      .status=${this.#state.isOffline ? null : status}
      .error=${error}
      .isStarting=${isStarting}
      .now=${this.#state.now}
    ></rolecall-connect>`;
  }

  #tabs() {
    return html`<div class="tab-row">
        ${tabBar(t.tabs, TABS, this.tab, (name) => (this.tab = name))}
        ${this.tab === 'live' ? filterButton(this.#state) : nothing}
      </div>
      <div id="panel" class="panel" part="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
        ${this.#pane(this.tab)}
      </div>`;
  }

  #columns() {
    return html`<div class="columns" part="columns">
      ${this.#card('live')} ${this.#card('people')} ${this.#card('changes')}
      ${
        this.#huge.matches
          ? html`<section class="card side" aria-label=${t.lists}>
              <div class="scroll">${this.#renderLists()}</div>
            </section>`
          : nothing
      }
    </div>`;
  }

  #card(name: PaneName) {
    return html`<section class="card ${name}" aria-labelledby="head-${name}">
      <div class="card-head">
        <h2 id="head-${name}">${HEADINGS[name]}</h2>
        ${name === 'live' ? filterButton(this.#state) : nothing}
      </div>
      ${this.#pane(name)}
    </section>`;
  }

  #pane(name: PaneName) {
    const { part, viewers } = this.#later ?? {};
    if (name === 'live')
      return renderLive(
        this.#state,
        part && viewers && this.#state.isFiltering ? part.renderFilters(this.#state, viewers) : nothing,
        viewers?.later.allowed,
      );
    if (!part || !viewers) return nothing;
    return name === 'people'
      ? part.renderPeople(this.#state, viewers)
      : part.renderChanges(this.#state, viewers);
  }

  #run(command: ViewerCommand): void {
    if (command.kind === 'menu') this.menu = command;
    else if (this.#later) this.#later.viewers.run(command);
    // A press may come before what does it. Where that cannot be had, the page says so.
    else
      void this.#loadLater().then(
        () => this.#run(command),
        () => undefined,
      );
  }
}

customElements.define('rolecall-dock', DockPage);
