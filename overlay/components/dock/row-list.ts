import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Person } from '../../lib/format/person.ts';
import { spokenStyles } from '../spoken.ts';
import { markStyles } from '../state-mark.ts';
import { controlStyles } from './controls.ts';
import { type ViewerCommand, ViewerCommandEvent } from './events.ts';
import { rowStyles } from './row-styles.ts';

/** Chromium cannot lay out more than 33,554,428 px. */
const MAX_HEIGHT = 33_000_000;
/** Rows rendered beyond each edge, so that scrolling shows no gaps. */
const SPARE = 4;
/** From here on a row fits into one line, px. */
const ROOMY = 560;

/** The rows that can be seen changed. */
export class VisibleRowsEvent extends Event {
  constructor(
    readonly first: number,
    readonly last: number,
  ) {
    super('rolecall-visible-rows');
  }
}

/**
 * A list that renders only the rows that can be seen. It is one stop for the Tab key: arrows, Page, Home and
 * End go from row to row, and Tab goes through the buttons of a row.
 */
export abstract class RowList extends LitElement {
  @property() label = '';
  /** How many rows there are, loaded or not. */
  @property({ attribute: false }) total = 0;
  /** Has to be another object whenever a row changed. */
  @property({ attribute: false }) items: unknown = null;
  @property({ attribute: false }) now = 0;
  /** The server is away, so nothing can be done. */
  @property({ attribute: false }) isDisabled = false;
  /** A row has room for all in one line. */
  @property({ type: Boolean, reflect: true }) roomy = false;
  #active = 0;
  #rowHeight = 48;
  #viewHeight = 480;
  #announced = '';
  readonly #resized = new ResizeObserver(() => this.#measure());

  static override styles = [markStyles, spokenStyles, controlStyles, rowStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('scroll', this.#scrolled);
    this.#resized.disconnect();
  }

  /** @param tab the tabindex of its buttons */
  protected abstract row(index: number, tab: number): TemplateResult;
  protected abstract personAt(index: number): Person | null;
  protected featureAt(_index: number): string | null {
    return null;
  }

  /** Moves the focus to a row. */
  focusRow(index = 0): void {
    void this.#activate(index);
  }

  protected override render() {
    const { total } = this;
    const height = Math.min(total * this.#rowHeight, MAX_HEIGHT);
    return html`<div
      class="all"
      part="rows"
      role="list"
      aria-label=${this.label}
      style="height: ${height}px"
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      @focusin=${(event: Event) => this.#onFocus(event)}
    >
      ${repeat(
        this.#indices(),
        (index) => index,
        (index) => this.#row(index),
      )}
    </div>`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('roomy')) this.#measure();
    const [first, last] = this.#range();
    const range = `${first} ${last}`;
    if (range === this.#announced) return;
    this.#announced = range;
    this.dispatchEvent(new VisibleRowsEvent(first, last));
  }

  #row(index: number) {
    const tab = index === this.#tabStop() ? 0 : -1;
    return html`<div
      class="row"
      part="row"
      role="listitem"
      data-index=${index}
      aria-setsize=${this.total}
      aria-posinset=${index + 1}
      style="transform: translateY(${index * this.#rowHeight}px)"
      @contextmenu=${(event: MouseEvent) => this.#menu(event, index)}
    >
      ${this.row(index, tab)}
    </div>`;
  }

  /** A row that is still to be read: in the place of its mark nothing, of its name a bar. */
  protected blank() {
    return html`<span></span><span class="blank"></span>`;
  }

  protected send(command: ViewerCommand): void {
    this.dispatchEvent(new ViewerCommandEvent(command));
  }

  /** Opens the menu at the mouse, or at the row for the menu key, which has no position. */
  #menu(event: MouseEvent, index: number): void {
    const person = this.personAt(index);
    if (!person) return;
    event.preventDefault();
    const row = event.currentTarget as HTMLElement;
    const { left, bottom } = row.getBoundingClientRect();
    const isByKey = event.clientX === 0 && event.clientY === 0;
    const at = isByKey ? { x: left + 24, y: bottom } : { x: event.clientX, y: event.clientY };
    this.#active = index;
    this.send({ kind: 'menu', person, feature: this.featureAt(index), at });
  }

  #range(): [number, number] {
    const first = Math.floor(this.scrollTop / this.#rowHeight);
    const last = Math.ceil((this.scrollTop + this.#viewHeight) / this.#rowHeight);
    return [Math.max(0, first), Math.max(0, Math.min(this.total, last) - 1)];
  }

  #indices(): number[] {
    const [first, last] = this.#range();
    const end = Math.min(this.total, last + 1 + SPARE);
    const indices: number[] = [];
    for (let index = Math.max(0, first - SPARE); index < end; index++) indices.push(index);
    const active = this.#active;
    // The row with the focus stays rendered when it is scrolled out of sight.
    if (active < this.total && !indices.includes(active)) {
      if (active < first) indices.unshift(active);
      else indices.push(active);
    }
    return indices;
  }

  #tabStop(): number {
    return Math.min(this.#active, Math.max(0, this.total - 1));
  }

  #onFocus(event: Event): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
    const index = Number(row?.dataset['index'] ?? this.#active);
    if (index === this.#active) return;
    this.#active = index;
    this.requestUpdate();
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.#viewHeight / this.#rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    void this.#activate(this.#active + step);
  }

  async #activate(wanted: number): Promise<void> {
    if (this.total === 0) return;
    this.#active = Math.max(0, Math.min(this.total - 1, wanted));
    const top = this.#active * this.#rowHeight;
    if (top < this.scrollTop) this.scrollTop = top;
    else if (top + this.#rowHeight > this.scrollTop + this.#viewHeight)
      this.scrollTop = top + this.#rowHeight - this.#viewHeight;
    this.requestUpdate();
    await this.updateComplete;
    const row = this.renderRoot.querySelector(`[data-index="${this.#active}"]`);
    row?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  readonly #scrolled = (): void => this.requestUpdate();

  #measure(): void {
    this.roomy = this.clientWidth >= ROOMY;
    const row = this.renderRoot.querySelector('.row');
    if (row) this.#rowHeight = row.getBoundingClientRect().height || this.#rowHeight;
    this.#viewHeight = this.clientHeight || this.#viewHeight;
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.#measure();
  }
}
