import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Section, SECTIONS } from '../../lib/state/settings-sections.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { formStyles } from './form-styles.ts';

const t = settingsTexts[language];

/** The links to the sections: a column, or a button that opens them where the page is narrow. */
export class SettingsNav extends LitElement {
  @property() section: Section = 'home';
  /** The section where the streamer has to do something. */
  @property() urgent: Section | null = null;
  @state() private isOpen = false;

  static override styles = [
    formStyles,
    css`
      ul {
        display: grid;
        gap: 0.15rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        margin: 0;
      }
      a {
        display: flex;
        justify-content: space-between;
        align-items: center;
        min-height: 2.5rem;
        padding: 0 0.85rem;
        border-radius: 0.6rem;
        color: var(--rolecall-text-soft);
        text-decoration: none;
      }
      a:hover {
        background: var(--rolecall-surface);
      }
      a[aria-current] {
        background: var(--rolecall-surface-raised);
        color: var(--rolecall-text);
        font-weight: 600;
      }
      @media (forced-colors: active) {
        a[aria-current] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
      .dot {
        width: 0.6rem;
        height: 0.6rem;
        border-radius: 50%;
        background: var(--rolecall-stale);
      }
      .toggle {
        display: none;
        width: 100%;
        text-align: left;
      }
      .toggle svg {
        float: right;
        width: 1rem;
        height: 1.4em;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
      }
      @media (max-width: 759px) {
        .toggle {
          display: block;
        }
        ul {
          display: none;
          margin-top: 0.35rem;
        }
        .open ul {
          display: grid;
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('section')) this.isOpen = false;
  }

  protected override render() {
    return html`<nav class=${this.isOpen ? 'open' : ''} aria-label=${t.nav}>
      <button
        class="toggle"
        type="button"
        aria-expanded=${this.isOpen}
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        ${t.section[this.section]}
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h12" /></svg>
      </button>
      <ul>
        ${SECTIONS.map((section) => this.#link(section))}
      </ul>
    </nav>`;
  }

  #link(section: Section) {
    return html`<li>
      <a
        href="#${section}"
        aria-current=${section === this.section ? 'page' : nothing}
        @click=${() => (this.isOpen = false)}
      >
        ${t.section[section]}
        ${section === this.urgent ? html`<span class="dot" aria-hidden="true"></span>` : nothing}
      </a>
    </li>`;
  }
}

customElements.define('rolecall-settings-nav', SettingsNav);
