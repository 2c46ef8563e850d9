import { html, nothing, render } from 'lit/html.js';
import { badgeCss } from '../../components/badge/css.ts';
import { badgePill } from '../../components/badge/pill.ts';
import { BadgeLive } from '../../lib/state/badge-live.ts';
import { parseBadgeOptions } from '../../lib/format/badge-options.ts';
import { areRulesUnknown, isTtsOff } from '../../lib/format/badge-words.ts';
import { fitSource } from '../../lib/state/fit-source.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import type * as Later from './later.ts';

const options = parseBadgeOptions(location.search);
const { parts } = options;

/** The states in which a badge with `hide=fresh` is hidden. */
const QUIET: readonly ViewState[] = ['connecting', 'fresh', 'away'];

/** Whether this badge needs nothing of `later.ts`. */
const isUsual =
  options.theme === 'dark' &&
  !options.isWordless &&
  !options.how &&
  parts.every((part) => part === 'icon' || part === 'state');

/**
 * The badge on stream, with the options in its address. Its attributes `state`, `theme` and `pos` are for
 * custom CSS. It uses Lit's templates but not its components, which makes the page a quarter smaller.
 */
class Badge extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #live = new BadgeLive(() => this.#changed());
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPlanned = false;
  #isQuiet = true;
  #later: typeof Later | null = null;
  #cards: () => unknown = () => nothing;
  #how: () => string = () => options.how;
  readonly #resized = new ResizeObserver(() => requestAnimationFrame(() => this.#fit()));

  connectedCallback(): void {
    this.setAttribute('pos', options.position);
    this.setAttribute('theme', options.theme);
    this.#addStyle(badgeCss);
    this.#resized.observe(this);
    if ('obsstudio' in window) {
      void import('../../lib/state/obs-stream.ts').then(({ watchObsStream }) => watchObsStream(this.#live));
    }
    const ready = isUsual ? Promise.resolve() : this.#load();
    // Without them the badge shows the rest.
    void ready.catch(() => undefined).then(() => this.#live.start());
  }

  /** What few badges show, before anything is shown. */
  async #load(): Promise<void> {
    const later = (this.#later = await import('./later.ts'));
    this.#addStyle(later.laterCss);
    if (parts.includes('decisions')) {
      const deck = new later.CardDeck(options, () => this.#changed());
      this.#cards = () => later.badgeCards(deck.cards, options.isWordless);
      this.#live.listenToDecisions((decision) => deck.add(decision));
    }
    if (parts.includes('how') && !options.how) {
      const line = new later.RewardLine(this.#live, () => this.#changed());
      this.#how = () => line.text;
    }
  }

  #addStyle(text: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, sheet];
  }

  /** All changes of one turn are rendered once. */
  #changed(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      clearTimeout(this.#timer);
      if (!document.hidden) this.#render();
    });
  }

  #render(): void {
    const { status, rules, shown: state } = this.#live;
    const now = Date.now();
    const isOff = isTtsOff({ state, status, rules });
    // A sync does not make a hidden badge appear.
    if (state !== 'syncing') this.#isQuiet = QUIET.includes(state) && !areRulesUnknown(status);
    const isHidden = options.hidesFresh && this.#isQuiet;
    this.setAttribute('state', state);
    this.toggleAttribute('off', isOff);
    const how = isOff || state === 'away' ? '' : this.#how();
    const pill = isHidden
      ? nothing
      : badgePill({ state, status, rules, now, options, how, later: this.#later });
    render(html`${pill}${this.#cards()}`, this.#root);
    this.#fit();
    const at = parts.includes('age') ? this.#later?.nextBadgeAgeAt(status, now) : null;
    if (at) this.#timer = setTimeout(() => this.#changed(), at - now);
  }

  #fit(): void {
    const shown = this.#root.firstElementChild as HTMLElement | null;
    if (!shown) return;
    fitSource(this, shown, options.size / 100);
    this.#resized.observe(shown); // custom CSS may change it later
  }
}

customElements.define('rolecall-badge', Badge);
