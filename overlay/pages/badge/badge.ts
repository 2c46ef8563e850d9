import { html, nothing, render } from 'lit/html.js';
import { badgeCss } from '../../components/badge/css.ts';
import { badgePill } from '../../components/badge/pill.ts';
import { BadgeLive } from '../../lib/state/badge-live.ts';
import { parseBadgeOptions } from '../../lib/format/badge-options.ts';
import { nextAgeAt } from '../../lib/format/time.ts';
import { language } from '../../lib/texts/language.ts';
import { syncedAt, type ViewState } from '../../lib/state/view-state.ts';

const options = parseBadgeOptions(location.search);
const { parts, isWordless } = options;

/** The states in which a badge with `hide=fresh` is hidden. */
const QUIET: readonly ViewState[] = ['connecting', 'fresh', 'away'];

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
  #cards: () => unknown = () => nothing;

  connectedCallback(): void {
    document.documentElement.lang = language;
    this.setAttribute('pos', options.position);
    this.setAttribute('theme', options.theme);
    this.style.setProperty('--scale', String(options.size / 100));
    this.#addStyle(badgeCss);
    if (parts.includes('decisions')) void this.#showDecisions();
    if ('obsstudio' in window) {
      void import('../../lib/state/obs-stream.ts').then(({ watchObsStream }) => watchObsStream(this.#live));
    }
    this.#live.start();
  }

  /** Loaded later, because few badges show them. */
  async #showDecisions(): Promise<void> {
    const { badgeCards, CardDeck, cardsCss } = await import('../../components/badge/cards.ts');
    this.#addStyle(cardsCss);
    const deck = new CardDeck(options, () => this.#changed());
    this.#cards = () => badgeCards(deck.cards, isWordless);
    this.#live.listenToDecisions((decision) => deck.add(decision));
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
    const { status, shown: state } = this.#live;
    const now = Date.now();
    // A sync does not make a hidden badge appear.
    if (state !== 'syncing') this.#isQuiet = QUIET.includes(state);
    const isHidden = options.hidesFresh && this.#isQuiet;
    this.setAttribute('state', state);
    const pill = isHidden ? nothing : badgePill({ state, status, now, parts, isWordless });
    render(html`${pill}${this.#cards()}`, this.#root);
    const at = status && syncedAt(status);
    if (at !== null) this.#timer = setTimeout(() => this.#changed(), nextAgeAt(at, now) - now);
  }
}

customElements.define('rolecall-badge', Badge);
