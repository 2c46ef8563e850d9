import { html, LitElement } from 'lit';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { controlStyles } from '../../components/dock/controls.ts';
import type { Wish, WishEvent } from '../../components/dock/events.ts';
import { tabBar } from '../../components/dock/tab-bar.ts';
import type { FixEvent } from '../../components/dock/kind-row.ts';
import { spokenStyles } from '../../components/spoken.ts';
import type { SyncRequestEvent } from '../../components/dock/sync-panel.ts';
import { askForTokenWhenRefused } from '../../lib/state/ask-for-token.ts';
import { MediaMatch } from '../../lib/state/media-match.ts';
import { openPage } from '../../lib/state/page.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { Ticker } from '../../lib/state/ticker.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import { DockParts } from './dock-state.ts';
import { dockStyles } from './dock-styles.ts';
import { drawHead } from './head.ts';
import { drawLayers, type MenuWish } from './layers.ts';
import { drawPane, HEADINGS, type PaneName } from './panes.ts';

const t = dockTexts[language];
const v = viewerTexts[language];
const TABS = (Object.keys(HEADINGS) as PaneName[]).map((name) => ({ name, label: HEADINGS[name] }));
/** From here on everything fits side by side. */
const WIDE = '(min-width: 960px) and (min-height: 420px)';

/** The dock: what is up, who may what, what was just decided and why, and a hand on all of it. */
class DockPage extends LitElement {
  static override properties = { view: { reflect: true }, tab: { state: true }, menu: { state: true } };
  /** The state shown, for styling. */
  declare view: ViewState;
  declare tab: PaneName;
  declare menu: MenuWish | null;
  readonly #client = openPage();
  readonly #parts = new DockParts(this, this.#client);
  readonly #wide = new MediaMatch(this, WIDE);
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
    if (this.#isDrawn || this.#parts.isOffline) return;
    this.#isDrawn = true;
    import('../../components/dock/plots.ts').catch(() => (this.#isDrawn = false));
  }

  protected override willUpdate(): void {
    this.view = this.#parts.live.state;
    // Spoken is how a state ends, not each background sync that comes and goes.
    if (this.view !== 'syncing' && this.view !== 'connecting') this.#announcement = t.state[this.view];
    const isFeedShown = this.#wide.matches || this.tab === 'decisions';
    if (!isFeedShown) this.#parts.isFeedHeld = false;
    // Whoever comes back from a panel finds the row where it was.
    this.#parts.feed.hold(
      isFeedShown && (this.#parts.isFeedHeld || this.#parts.open.person !== null || this.menu !== null),
    );
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
        @rolecall-connect=${({ clientId }: ConnectRequestEvent) => void this.#parts.login.connect(clientId)}
        @rolecall-sync=${({ force }: SyncRequestEvent) => void this.#parts.sync.run(force)}
        @rolecall-fix=${({ kind, needsLogin }: FixEvent) => this.#parts.fix(kind, needsLogin)}
      >
        ${drawHead(this.#parts, now)} ${isWide ? this.#columns(now) : this.#tabs(now)}
        ${drawLayers(this.#parts, this.menu, () => (this.menu = null), now)}
      </main>
      <div class="spoken" role="status">${this.#announcement}</div>
      <div class="spoken" role="status">${this.#parts.spoken.text}</div>`;
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
        ${drawPane(this.tab, this.#parts, now)}
      </div>`;
  }

  #columns(now: number) {
    return html`<div class="columns" part="columns">
      <div class="column">
        <section aria-label=${v.overview}>${drawPane('overview', this.#parts, now)}</section>
        ${this.#card('changes', now)}
      </div>
      ${this.#card('viewers', now)} ${this.#card('decisions', now)}
    </div>`;
  }

  #card(name: PaneName, now: number) {
    return html`<section class="card" aria-labelledby="head-${name}">
      <h2 id="head-${name}" class=${name === 'changes' ? 'bare' : ''}>${HEADINGS[name]}</h2>
      ${drawPane(name, this.#parts, now)}
    </section>`;
  }

  #grant(wish: Wish): void {
    const { person } = wish;
    switch (wish.kind) {
      case 'open':
        return this.#parts.open.open(person);
      case 'menu':
        this.menu = wish;
        return;
      case 'refresh':
        return void this.#parts.refresh(person);
      case 'give':
        return void this.#parts.byHand.give(person, wish.feature, wish.minutes);
      case 'deny':
      case 'allow':
        return void this.#parts.byHand.set(person, wish.feature, wish.kind, wish.until);
    }
  }

  #choose(tab: PaneName): void {
    this.tab = tab;
    if (tab === 'overview') this.#parts.counts.look();
  }
}

customElements.define('rolecall-dock', DockPage);
