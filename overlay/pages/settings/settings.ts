import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { formStyles } from '../../components/settings/form-styles.ts';
import { POINTS_SCOPE } from '../../lib/state/reward-editor.ts';
import type { ToastEdit } from '../../components/settings/toast.ts';
import { spokenStyles } from '../../components/spoken.ts';
import { LateParts } from '../../lib/state/late-parts.ts';
import { promptForTokenWhenRefused } from '../../lib/state/token-prompt.ts';
import type { EditEvent } from '../../components/settings/events.ts';
import { openPage } from '../../lib/state/page.ts';
import { reloadWhenIdle } from '../../lib/state/reload-when-idle.ts';
import { SettingsRoute } from '../../lib/state/settings-route.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { Ticker } from '../../lib/state/ticker.ts';
import { Refetch } from '../../lib/state/refetch.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import type * as Later from './later.ts';
import { SectionParts } from './sections.ts';
import { SettingsState } from './settings-state.ts';
import { settingsStyles } from './settings-styles.ts';
import '../../components/settings/confirm-dialog.ts';
import '../../components/settings/settings-nav.ts';
import '../../components/settings/toast.ts';

const t = settingsTexts[language];

/** The settings, one section at a time. Every change is saved at once and can be undone. */
class SettingsPage extends LitElement {
  /** The state that is shown, for CSS. */
  @property({ reflect: true }) view: ViewState = 'connecting';
  @property({ reflect: true }) section: Section = 'home';
  readonly #client = openPage(reloadWhenIdle);
  readonly #state = new SettingsState(this, this.#client);
  readonly #sections = new SectionParts(this);
  readonly #late = new LateParts(
    this,
    this.#client,
    [() => this.#loadLater(), ...this.#sections.all],
    reloadWhenIdle,
  );
  #later: typeof Later | null = null;
  readonly #route = new SettingsRoute(this, () => this.#moved());

  constructor() {
    super();
    new Ticker(this);
    new Refetch(this, this.#client, () => this.#loadSection());
    promptForTokenWhenRefused(this.#client);
    this.#showSection();
  }

  static override styles = [formStyles, spokenStyles, settingsStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#key);
  }

  protected override willUpdate(): void {
    this.view = this.#state.live.state;
    this.section = this.#route.section;
    const { scopes = [] } = this.#state.login.status ?? {};
    const isWaiting = this.#state.rewards.rewards === null && this.#state.rewards.problem === null;
    const isShown = this.#route.section === 'points' && this.#state.live.isOnline;
    if (isShown && isWaiting && scopes.includes(POINTS_SCOPE)) void this.#state.rewards.load();
  }

  protected override updated(_changed: PropertyValues): void {
    document.title = `${t.section[this.#route.section]} · Rolecall`;
  }

  protected override render() {
    const { section } = this.#route;
    const { toast, spoken } = this.#state.saving;
    return html`
      <header>
        <h1>
          Rolecall <span class="soft">${t.title}</span>
          ${this.#state.live.isDemo ? html`<span class="chip" part="demo">${t.demo}</span>` : nothing}
        </h1>
        <a href="/dock${location.search}">${t.dock}</a>
      </header>
      <div class="body">
        <rolecall-settings-nav .section=${section} .urgent=${this.#state.urgent}></rolecall-settings-nav>
        <main tabindex="-1">
          ${this.#notices()}
          ${
            this.#state.settings.isForbidden
              ? nothing
              : html`<h2>${t.section[section]}</h2>
                  <div class="shown">${this.#sections.render(section, this.#state)}</div>`
          }
        </main>
      </div>
      <rolecall-confirm
        .question=${this.#state.confirm.question}
        @rolecall-edit=${({ edit }: EditEvent<boolean>) => this.#state.confirm.answer(edit)}
      ></rolecall-confirm>
      <rolecall-toast
        .toast=${toast}
        @rolecall-edit=${({ edit }: EditEvent<ToastEdit>) => this.#onToast(edit)}
      ></rolecall-toast>
      <div class="spoken" role="status">${this.view === 'away' ? t.away : spoken}</div>
    `;
  }

  #notices() {
    if (this.#state.settings.isForbidden) return html`<p class="notice bad">${t.forbidden}</p>`;
    return html`${this.#later?.renderTroubles(this.#state, this.#route.section)}
    ${this.#late.isIncomplete ? html`<p class="notice" role="status" part="incomplete">${t.incomplete}</p>` : nothing}
    ${this.view === 'away' ? html`<p class="notice" part="away">${t.away}</p>` : nothing}
    ${this.view === 'connecting' ? html`<p class="notice">${t.connecting}</p>` : nothing}
    ${
      this.#state.live.isDemo
        ? html`<div class="notice" part="demo-notice">
            <p>${t.demoNotice}</p>
            ${this.section === 'home' ? html`<p class="soft">${t.demoLeave}</p>` : nothing}
          </div>`
        : nothing
    }`;
  }

  async #loadLater(): Promise<void> {
    this.#later = await import('./later.ts');
    this.requestUpdate();
  }

  /** Without it the others' way (LateParts) tries again. */
  #showSection(): void {
    this.#sections.load(this.#route.section).catch(() => undefined);
  }

  /** Loads what only one section shows. */
  async #loadSection(): Promise<void> {
    if (this.#route.section === 'computers') await this.#state.tokens.load();
    if (this.#route.section === 'help') await this.#state.program.load();
  }

  #onToast(edit: ToastEdit): void {
    if (edit === 'dismiss') this.#state.saving.dismiss();
    else this.#state.after(this.#state.saving.undo().then(() => true));
  }

  readonly #key = (event: KeyboardEvent): void => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    const [target] = event.composedPath();
    // In a text field Ctrl+Z is the browser's undo.
    const isTyping = target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type);
    if (!isUndo || isTyping || !this.#state.saving.toast?.undo) return;
    event.preventDefault();
    this.#onToast('undo');
  };

  /** Shows the top of the section, and moves the focus there. */
  #moved(): void {
    // Leaving the section answers an open question with no.
    this.#state.confirm.answer(false);
    this.#state.saving.dismiss();
    this.#showSection();
    void this.#loadSection().catch(() => undefined);
    window.scrollTo(0, 0);
    void this.updateComplete.then(() => this.renderRoot.querySelector('main')?.focus());
  }
}

customElements.define('rolecall-settings', SettingsPage);
