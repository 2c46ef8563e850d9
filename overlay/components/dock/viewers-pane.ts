import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { type Role, ROLES } from '../../../server/core/roles.ts';
import type { Exception } from '../../lib/format/exceptions.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import type { Viewer } from '../../lib/state/viewer-pages.ts';
import { spokenStyles } from '../spoken.ts';
import { radioGroup, radioGroupStyles } from './radio-group.ts';
import { controlStyles } from './controls.ts';
import { ViewerCommandEvent } from './events.ts';
import { lateIcon } from './late-icons.ts';
import { paneStyles } from './pane.ts';
import { type RowList, VisibleRowsEvent } from './row-list.ts';
import type { Rows } from './viewer-rows.ts';
import './exception-rows.ts';
import './viewer-rows.ts';

const t = viewerTexts[language];
/** A login of Twitch. */
const LOGIN = /^@?\w{3,25}$/;

export class FindEvent extends Event {
  constructor(readonly query: string) {
    super('rolecall-find');
  }
}
/** What the people are listed by. */
export type ListName = Role | 'exceptions';
const LISTS: readonly ListName[] = [...ROLES, 'exceptions'];
export class ListEvent extends Event {
  constructor(readonly list: ListName) {
    super('rolecall-list');
  }
}

/** The search for viewers, the lists of viewers with a role, and who is an exception. */
export class ViewersPane extends LitElement {
  @property({ attribute: false }) query = '';
  /** null: no search. */
  @property({ attribute: false }) hits: readonly Viewer[] | null = null;
  @property({ attribute: false }) answered = '';
  @property({ attribute: false }) list: ListName = 'subscriber';
  /** Has to be another object whenever the list changed. */
  @property({ attribute: false }) pages: {
    readonly rows: Rows;
    readonly total: number;
    readonly isRead: boolean;
  } = { rows: { at: () => undefined }, total: 0, isRead: false };
  @property({ attribute: false }) exceptions: readonly Exception[] = [];
  /** How many are on each list; null: not known. */
  @property({ attribute: false }) counts: Readonly<Record<ListName, string | null>> | null = null;
  /** Names that nobody here has can be looked up at Twitch. */
  @property({ attribute: false }) canAsk = false;
  /** Why nobody is on the list. */
  @property({ attribute: false }) empty = '';
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) isDisabled = false;

  static override styles = [
    controlStyles,
    radioGroupStyles,
    paneStyles,
    spokenStyles,
    css`
      .find {
        position: relative;
        display: grid;
      }
      .find .icon {
        position: absolute;
        top: 0.55rem;
        left: 0.6rem;
        color: var(--rolecall-text-soft);
        pointer-events: none;
      }
      .find input {
        padding-left: 2.1rem;
      }
      .empty .button {
        max-width: 100%;
        white-space: normal;
      }
      input::-webkit-search-cancel-button {
        filter: invert(0.7);
      }
    `,
  ];

  protected override render() {
    const { hits, query } = this;
    const isSearching = query !== '' && hits !== null;
    return html`<div class="tools">
        <div class="find">
          ${lateIcon('find')}
          <input
            type="search"
            part="find"
            maxlength="100"
            autocomplete="off"
            spellcheck="false"
            aria-label=${t.find}
            placeholder=${t.find}
            .value=${query}
            @input=${(event: Event) => this.dispatchEvent(new FindEvent((event.target as HTMLInputElement).value))}
            @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
          />
        </div>
        ${radioGroup(
          t.which,
          LISTS.map((value) => ({ value, label: t.lists[value], count: this.counts?.[value] ?? '–' })),
          this.list,
          (list) => this.dispatchEvent(new ListEvent(list)),
        )}
        <span class="spoken" role="status">${isSearching ? t.found(countOf(hits.length)) : ''}</span>
      </div>
      <div class="list">${isSearching ? this.#hits(hits) : this.#all()}</div>`;
  }

  #all() {
    const { pages, list, exceptions } = this;
    const total = list === 'exceptions' ? exceptions.length : pages.total;
    if (total === 0) return html`<div class="empty"><p role="status">${this.empty}</p></div>`;
    return list === 'exceptions' ? this.#exceptions() : this.#rows(pages, total, t.lists[list]);
  }

  #exceptions() {
    return html`<rolecall-exception-rows
      .items=${this.exceptions}
      .total=${this.exceptions.length}
      .label=${t.lists.exceptions}
      .now=${this.now}
      .isDisabled=${this.isDisabled}
      @rolecall-visible-rows=${({ first, last }: VisibleRowsEvent) => this.dispatchEvent(new VisibleRowsEvent(first, last))}
    ></rolecall-exception-rows>`;
  }

  #hits(hits: readonly Viewer[]) {
    if (hits.length === 0) return this.#nobody();
    return this.#rows({ rows: { at: (index) => hits[index] } }, hits.length, t.find);
  }

  #rows(items: { readonly rows: Rows }, total: number, label: string) {
    return html`<rolecall-viewer-rows
      .items=${items}
      .total=${total}
      .label=${label}
      .now=${this.now}
      .isDisabled=${this.isDisabled}
      @rolecall-visible-rows=${(event: VisibleRowsEvent) => this.#onVisible(items, event)}
    ></rolecall-viewer-rows>`;
  }

  #onVisible(items: unknown, { first, last }: VisibleRowsEvent): void {
    if (items === this.pages) this.dispatchEvent(new VisibleRowsEvent(first, last));
  }

  /** A viewer who was never on a list can be looked up at Twitch. */
  #nobody() {
    const name = this.answered;
    const person = { userId: null, userLogin: name.replace(/^@/, '').toLowerCase(), userDisplayName: null };
    return html`<div class="empty">
      <p>${t.nobody(name)}</p>
      ${LOGIN.test(name) ? this.#lookUp(name, () => this.dispatchEvent(new ViewerCommandEvent({ kind: 'open', person }))) : nothing}
    </div>`;
  }

  #lookUp(name: string, open: () => void) {
    if (!this.canAsk) return html`<p>${this.isDisabled ? nothing : t.lookUpLater}</p>`;
    return html`<button class="button" part="look-up" type="button" @click=${open}>
      ${t.lookUp(name)}
    </button>`;
  }

  #onKey(event: KeyboardEvent): void {
    const rows = this.renderRoot.querySelector<RowList>('.list > *');
    if (event.key === 'Escape' && this.query !== '') {
      event.preventDefault();
      this.dispatchEvent(new FindEvent(''));
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      rows?.focusRow?.(0);
    } else if (event.key === 'Enter' && this.hits?.[0] && this.answered === this.query) {
      this.dispatchEvent(new ViewerCommandEvent({ kind: 'open', person: this.hits[0] }));
    }
  }
}

customElements.define('rolecall-viewers', ViewersPane);
