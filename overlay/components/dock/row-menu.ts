import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { nameOf } from '../../lib/format/person.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { featureName } from '../../lib/format/feature-name.ts';
import { controlStyles } from './controls.ts';
import { QUICK_MINUTES, type ViewerCommand, ViewerCommandEvent } from './events.ts';

const t = viewerTexts[language];
const f = featureTexts[language];
type MenuCommand = Extract<ViewerCommand, { kind: 'menu' }>;

/** A menu of what can be done with a viewer. */
export class RowMenu extends LitElement {
  /** null: closed. */
  @property({ attribute: false }) command: MenuCommand | null = null;
  @property({ attribute: false }) features: readonly string[] = [];
  @property({ attribute: false }) isDisabled = false;

  static override styles = [
    controlStyles,
    css`
      dialog {
        position: fixed;
        box-sizing: border-box;
        width: max-content;
        max-width: calc(100vw - 1rem);
        max-height: calc(100vh - 1rem);
        margin: 0;
        padding: 0.3rem;
        border: 1px solid var(--rolecall-edge);
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface-raised);
        color: var(--rolecall-text);
        box-shadow: 0 0.5rem 1.6rem rgba(0, 0, 0, 0.55);
        overflow: auto;
      }
      dialog::backdrop {
        background: none;
      }
      [role='menuitem'] {
        display: block;
        width: 100%;
        min-height: 2.15rem;
        padding: 0.2rem 0.8rem;
        border: 0;
        border-radius: 0.45rem;
        background: none;
        text-align: left;
      }
      [role='menuitem']:hover,
      [role='menuitem']:focus-visible {
        background: var(--rolecall-line);
      }
      [aria-disabled='true'] {
        color: var(--rolecall-text-soft);
      }
    `,
  ];

  protected override render() {
    const { command } = this;
    if (!command) return nothing;
    return html`<dialog
      part="menu"
      aria-label=${t.actionsFor(nameOf(command.person))}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      @close=${() => this.#closed()}
      @click=${(event: Event) => event.target === event.currentTarget && this.#close()}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <div role="menu" aria-label=${t.actionsFor(nameOf(command.person))}>${this.#items(command)}</div>
    </dialog>`;
  }

  #items({ person, feature }: MenuCommand) {
    const of = feature ?? this.features[0] ?? 'tts';
    const name = featureName(of);
    const items: readonly (readonly [string, ViewerCommand, boolean])[] = [
      [t.open(nameOf(person)), { kind: 'open', person }, false],
      [t.refresh, { kind: 'refresh', person }, true],
      [
        `${name}: ${t.give}, ${t.giveMinutes(String(QUICK_MINUTES))}`,
        { kind: 'give', person, feature: of, minutes: QUICK_MINUTES },
        true,
      ],
      [
        `${name}: ${t.mute}, ${t.until.stream_end}`,
        { kind: 'deny', person, feature: of, until: 'stream_end' },
        true,
      ],
      // Bots are known by their login.
      ...(person.userLogin ? [[t.addBot, { kind: 'add-bot', person }, true] as const] : []),
    ];
    return items.map(
      ([label, command, needsServer]) =>
        html`<button
          type="button"
          role="menuitem"
          tabindex="-1"
          aria-disabled=${needsServer && this.isDisabled}
          title=${needsServer && this.isDisabled ? f.away : nothing}
          @click=${() => this.#choose(command, needsServer)}
        >
          ${label}
        </button>`,
    );
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!changed.has('command') || !dialog || !this.command) return;
    if (!dialog.open) dialog.showModal();
    const { x, y } = this.command.at;
    const { width, height } = dialog.getBoundingClientRect();
    dialog.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
    dialog.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
    this.#buttons()[0]?.focus();
  }

  #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #onKey(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') {
      event.preventDefault();
      this.#close();
    }
    if (next === undefined) return;
    event.preventDefault();
    buttons.at(next % buttons.length)?.focus();
  }

  #choose(command: ViewerCommand, needsServer: boolean): void {
    if (needsServer && this.isDisabled) return;
    this.#close();
    this.dispatchEvent(new ViewerCommandEvent(command));
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  #closed(): void {
    this.dispatchEvent(new Event('rolecall-close'));
  }
}

customElements.define('rolecall-menu', RowMenu);
