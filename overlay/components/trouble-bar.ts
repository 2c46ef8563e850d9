import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Trouble, TroubleAct } from '../lib/format/troubles.ts';
import { language } from '../lib/texts/language.ts';
import { warningTexts } from '../lib/texts/warnings.ts';

const t = warningTexts[language];

type PressedAct = Exclude<TroubleAct, { kind: 'open' }>;

/** What was pressed at a trouble. */
export class TroubleEvent extends Event {
  constructor(
    readonly kind: PressedAct['kind'],
    readonly key: string,
    /** null: it was put away without a button of its own. */
    readonly act: PressedAct | null = null,
  ) {
    super('rolecall-trouble', { bubbles: true, composed: true });
  }
}

/** What the streamer has to know, with the buttons that mend it: one at a time, or all of it. */
export class TroubleBar extends LitElement {
  @property({ attribute: false }) items: readonly Trouble[] = [];
  /** Each in a box of its own, where there is room. */
  @property({ type: Boolean, reflect: true }) all = false;
  /** The server is away, or this page may not. */
  @property({ attribute: false }) isDisabled = false;
  /** The settings page itself: its sections are no other page. */
  @property({ attribute: false }) isSettings = false;
  @state() private at = 0;

  static override styles = css`
    :host {
      display: grid;
      gap: 0.5rem;
      min-width: 0;
    }
    :host([all]) .trouble:last-child {
      margin-bottom: 1.25rem;
    }
    .trouble + .trouble {
      margin-top: 0.5rem;
    }
    .trouble {
      display: flex;
      flex-wrap: wrap;
      gap: 0.45rem 0.5rem;
      align-items: center;
      padding: 0.55rem 0.5rem 0.55rem 0.8rem;
      border-left: 4px solid var(--rolecall-stale);
      border-radius: 0 var(--rolecall-radius) var(--rolecall-radius) 0;
      background: var(--rolecall-surface);
      overflow-wrap: anywhere;
    }
    .grave {
      border-color: var(--rolecall-failed);
    }
    .words {
      flex: 1 1 0;
      min-width: 0;
    }
    .words .tools {
      float: right;
      margin: -0.2rem 0 0 0.4rem;
    }
    p {
      margin: 0;
      line-height: 1.35;
    }
    .says {
      font-weight: 600;
    }
    .fix {
      margin-top: 0.1rem;
      color: var(--rolecall-text-soft);
      font-size: 0.93rem;
    }
    .acts {
      display: flex;
      flex: 1 0 100%;
      flex-wrap: wrap;
      gap: 0.35rem;
      align-items: center;
    }
    .acts .tools {
      margin-left: auto;
    }
    .tools {
      display: flex;
    }
    /* Where it is wide, the buttons stand beside the words. */
    @media (min-width: 760px) {
      .words {
        flex-basis: 24rem;
      }
      .acts {
        flex: none;
      }
    }
    button,
    a {
      box-sizing: border-box;
      display: inline-flex;
      align-items: center;
      justify-content: center;
      min-height: 2.15rem;
      padding: 0.2rem 0.75rem;
      border: 1px solid transparent;
      border-radius: 0.5rem;
      background: var(--rolecall-surface-raised);
      color: inherit;
      font: inherit;
      font-weight: 550;
      text-decoration: none;
      cursor: pointer;
    }
    button:hover,
    a:hover {
      background: var(--rolecall-line);
    }
    .main {
      background: var(--rolecall-accent);
      color: var(--rolecall-on-accent);
    }
    .main:hover {
      background: var(--rolecall-accent-hover);
    }
    button[aria-disabled='true'] {
      border-color: var(--rolecall-line);
      background: none;
      color: var(--rolecall-text-soft);
      cursor: default;
    }
    .bare {
      min-width: 2.15rem;
      padding: 0.2rem 0.4rem;
      background: none;
      color: var(--rolecall-text-soft);
      font-variant-numeric: tabular-nums;
    }
    svg {
      width: 1rem;
      height: 1rem;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.7;
      stroke-linecap: round;
    }
    :focus-visible {
      outline: 2px solid var(--rolecall-focus);
      outline-offset: 1px;
    }
    @media (forced-colors: active) {
      button,
      a {
        border-color: ButtonBorder;
      }
    }
  `;

  /** The one that is shown stays shown when others come before it. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('items')) return;
    const before = (changed.get('items') as TroubleBar['items'] | undefined)?.[this.at];
    const now = this.items.findIndex(({ key }) => key === before?.key);
    // A grave one is not kept waiting by a note.
    this.at = now > 0 && !(this.items[0]?.isGrave && !before?.isGrave) ? now : 0;
  }

  protected override render() {
    const { items } = this;
    const shown = this.all ? items : items.slice(this.at, this.at + 1);
    return html`<div role="status">${shown.map((trouble) => this.#trouble(trouble))}</div>`;
  }

  #trouble(trouble: Trouble) {
    const { isGrave, says, fix, acts } = trouble;
    return html`<div class="trouble ${isGrave ? 'grave' : ''}" part="trouble">
      <div class="words">
        ${acts.length === 0 ? this.#tools(trouble) : nothing}
        <p class="says" part="trouble-says">${says}</p>
        ${fix === '' ? nothing : html`<p class="fix" part="trouble-fix">${fix}</p>`}
      </div>
      ${
        acts.length === 0
          ? nothing
          : html`<div class="acts">
              ${acts.map((act, index) => this.#act(trouble, act, index === 0 && isGrave))}
              ${this.#tools(trouble)}
            </div>`
      }
    </div>`;
  }

  #tools(trouble: Trouble) {
    return html`<div class="tools">
      ${this.all || this.items.length < 2 ? nothing : this.#next()}
      ${trouble.isClosable ? this.#close(trouble) : nothing}
    </div>`;
  }

  #act({ key }: Trouble, act: TroubleAct, isMain: boolean) {
    const look = isMain ? 'main' : '';
    if (act.kind !== 'open')
      return html`<button
        class=${look}
        part="trouble-act"
        type="button"
        aria-disabled=${this.isDisabled}
        @click=${() => this.#tell(act.kind, key, act)}
      >
        ${act.label}
      </button>`;
    return this.isSettings
      ? html`<a class=${look} part="trouble-act" href="#${act.section}">${act.label}</a>`
      : html`<a
          class=${look}
          part="trouble-act"
          href="/settings${location.search}#${act.section}"
          target="_blank"
          rel="noreferrer"
          >${act.label}</a
        >`;
  }

  #next() {
    const [at, of] = [this.at + 1, this.items.length];
    return html`<button
      class="bare"
      part="trouble-next"
      type="button"
      aria-label=${t.next(at, of)}
      title=${t.next(at, of)}
      @click=${() => (this.at = at % of)}
    >
      ${at}/${of} <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m6 3.5 4.5 4.5L6 12.5" /></svg>
    </button>`;
  }

  #close({ key }: Trouble) {
    return html`<button
      class="bare"
      part="trouble-close"
      type="button"
      aria-label=${t.dismiss}
      title=${t.dismiss}
      aria-disabled=${this.isDisabled}
      @click=${() => this.#tell('dismiss', key)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8m0-8-8 8" /></svg>
    </button>`;
  }

  #tell(kind: TroubleEvent['kind'], key: string, act: PressedAct | null = null): void {
    if (!this.isDisabled) this.dispatchEvent(new TroubleEvent(kind, key, act));
  }
}

customElements.define('rolecall-troubles', TroubleBar);
