import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import { formStyles } from '../../components/settings/form-styles.ts';
import type { ConnectEdit } from '../../components/settings/connect-section.ts';
import { POINTS_SCOPE } from '../../components/settings/points-section.ts';
import type { ToastEdit } from '../../components/settings/toast.ts';
import { spokenStyles } from '../../components/spoken.ts';
import { askForTokenWhenRefused } from '../../lib/ask-for-token.ts';
import { Asking } from '../../lib/asking.ts';
import { type DataEdit, DataKeeper } from '../../lib/data-keeper.ts';
import type { EditEvent } from '../../lib/edits.ts';
import { InstallSettings, type SettingsEdit } from '../../lib/install-settings.ts';
import { LiveSync } from '../../lib/live-sync.ts';
import { OwnerLogin } from '../../lib/owner-login.ts';
import { openPage } from '../../lib/page.ts';
import { type PeersEdit, PeersEditor } from '../../lib/peers-editor.ts';
import { type PolicyEdit, PolicyEditor } from '../../lib/policy-editor.ts';
import { type RewardEdit, RewardEditor } from '../../lib/reward-editor.ts';
import { Saving } from '../../lib/saving.ts';
import { SettingsRoute } from '../../lib/settings-route.ts';
import type { Section } from '../../lib/settings-sections.ts';
import { language } from '../../lib/texts.ts';
import { settingsTexts } from '../../lib/texts-settings.ts';
import { Ticker } from '../../lib/ticker.ts';
import { type TokenEdit, TokenList } from '../../lib/token-list.ts';
import { Refetch } from '../../lib/refetch.ts';
import type { ViewState } from '../../lib/view-state.ts';
import '../../components/settings/access-section.ts';
import '../../components/settings/ask-dialog.ts';
import '../../components/settings/badge-section.ts';
import '../../components/settings/computers-section.ts';
import '../../components/settings/connect-section.ts';
import '../../components/settings/data-section.ts';
import '../../components/settings/integrations-section.ts';
import '../../components/settings/points-section.ts';
import '../../components/settings/reward-row.ts';
import '../../components/settings/sentences-section.ts';
import '../../components/settings/settings-nav.ts';
import '../../components/settings/sync-section.ts';
import '../../components/settings/toast.ts';

const t = settingsTexts[language];

/** The settings: one section at a time, everything saved at once and undone as easily. */
class SettingsPage extends LitElement {
  static override properties = { view: { reflect: true }, section: { reflect: true } };
  /** The state shown, for styling. */
  declare view: ViewState;
  declare section: Section;
  readonly #client = openPage();
  readonly #live = new LiveSync(this, this.#client);
  readonly #saving = new Saving(this);
  readonly #asking = new Asking(this);
  readonly #login = new OwnerLogin(this, this.#client, this.#saving, this.#asking);
  readonly #policy = new PolicyEditor(this, this.#client, this.#saving, this.#asking);
  readonly #settings = new InstallSettings(this, this.#client, this.#saving);
  readonly #rewards = new RewardEditor(this, this.#client, this.#saving, this.#asking);
  readonly #tokens = new TokenList(this, this.#client, this.#saving, this.#asking);
  readonly #peers = new PeersEditor(this, this.#client, this.#saving);
  readonly #data = new DataKeeper(this, this.#client, this.#saving, this.#asking, () => {
    void this.#settings.load();
    void this.#policy.load();
  });
  readonly #route = new SettingsRoute(this, () => this.#moved());

  constructor() {
    super();
    this.view = 'connecting';
    this.section = this.#route.section;
    new Ticker(this);
    new Refetch(this, this.#client, () => this.#loadSection());
    askForTokenWhenRefused(this.#client);
  }

  static override styles = [
    formStyles,
    spokenStyles,
    css`
      :host {
        box-sizing: border-box;
        max-width: 74rem;
        margin: 0 auto;
        padding: 1rem 1rem 7rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 1rem;
      }
      h1 {
        margin: 0;
        font-size: 1.15rem;
        font-weight: 650;
      }
      h1 .soft {
        font-weight: 400;
      }
      .skip {
        position: absolute;
        left: -200vw;
      }
      .skip:focus {
        position: static;
      }
      main {
        min-width: 0;
        outline: 0;
      }
      rolecall-settings-nav {
        margin-bottom: 1.25rem;
      }
      .chip {
        color: var(--rolecall-stale);
      }
      @media (min-width: 760px) {
        :host {
          padding: 1.75rem 1.75rem 7rem;
        }
        .body {
          display: grid;
          grid-template-columns: 13rem minmax(0, 1fr);
          gap: 2.25rem;
          align-items: start;
        }
        rolecall-settings-nav {
          position: sticky;
          top: 1.75rem;
        }
      }
      @media (max-width: 339px) {
        :host {
          padding: 0.6rem 0.6rem 7rem;
        }
      }
      /* What cannot be changed now steps back. */
      :host([view='away']) .shown {
        filter: grayscale(1);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#key);
  }

  protected override willUpdate(): void {
    this.view = this.#live.state;
    this.section = this.#route.section;
    const { scopes = [] } = this.#login.status ?? {};
    const isWaiting = this.#rewards.rewards === null && this.#rewards.problem === null;
    const isShown = this.#route.section === 'points' && this.#live.isOnline;
    if (isShown && isWaiting && scopes.includes(POINTS_SCOPE)) void this.#rewards.load();
  }

  protected override updated(_changed: PropertyValues): void {
    document.title = `${t.section[this.#route.section]} · Rolecall`;
  }

  protected override render() {
    const { section } = this.#route;
    const { toast, spoken } = this.#saving;
    return html`
      <header>
        <h1>
          Rolecall <span class="soft">${t.title}</span>
          ${this.#live.isDemo ? html`<span class="chip" part="demo">${t.demo}</span>` : nothing}
        </h1>
        <a href="/dock${location.search}">${t.dock}</a>
      </header>
      <div class="body">
        <rolecall-settings-nav .section=${section} .urgent=${this.#urgent}></rolecall-settings-nav>
        <main tabindex="-1">
          ${this.#notices()}
          ${
            this.#settings.isForbidden
              ? nothing
              : html`<h2>${t.section[section]}</h2>
                  <div class="shown">${this.#section(section)}</div>`
          }
        </main>
      </div>
      <rolecall-ask
        .question=${this.#asking.question}
        @rolecall-edit=${({ edit }: EditEvent<boolean>) => this.#asking.answer(edit)}
      ></rolecall-ask>
      <rolecall-toast
        .toast=${toast}
        @rolecall-edit=${({ edit }: EditEvent<ToastEdit>) => this.#onToast(edit)}
      ></rolecall-toast>
      <div class="spoken" role="status">${this.view === 'away' ? t.away : spoken}</div>
    `;
  }

  #notices() {
    if (this.#settings.isForbidden) return html`<p class="notice bad">${t.forbidden}</p>`;
    return html`${this.view === 'away' ? html`<p class="notice" part="away">${t.away}</p>` : nothing}
    ${this.view === 'connecting' ? html`<p class="notice">${t.connecting}</p>` : nothing}
    ${
      this.#live.isDemo
        ? html`<div class="notice" part="demo-notice">
            <p>${t.demoNotice}</p>
            <p class="soft">${t.demoLeave}</p>
          </div>`
        : nothing
    }`;
  }

  #section(section: Section) {
    const disabled = !this.#live.isOnline || this.view === 'away';
    const { marks } = this.#saving;
    const { values } = this.#settings;
    const { status } = this.#login;
    switch (section) {
      case 'connect':
        return html`<rolecall-connect-section
          .status=${status}
          .error=${this.#login.error}
          .isStarting=${this.#login.isStarting}
          .isDemo=${this.#live.isDemo}
          .now=${Date.now()}
          .mark=${marks.get('disconnect')}
          .disabled=${disabled}
          @rolecall-connect=${this.#onConnect}
          @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => void this.#login.disconnect(edit.deleteData)}
        ></rolecall-connect-section>`;
      case 'access':
        return html`<rolecall-access-section
          .policy=${this.#policy.policy}
          .marks=${marks}
          .disabled=${disabled}
          @rolecall-edit=${({ edit }: EditEvent<PolicyEdit>) => this.#after(this.#policy.edit(edit))}
        ></rolecall-access-section>`;
      case 'points':
        return this.#points(disabled);
      case 'texts':
        return html`<rolecall-sentences-section
          .settings=${values}
          .marks=${marks}
          .disabled=${disabled}
          @rolecall-edit=${this.#onSetting}
        ></rolecall-sentences-section>`;
      case 'sync':
        return html`<rolecall-sync-section
          .settings=${values}
          .status=${status}
          .marks=${marks}
          .disabled=${disabled}
          @rolecall-edit=${this.#onSetting}
        ></rolecall-sync-section>`;
      case 'badge':
        return html`<rolecall-badge-section .origin=${location.origin}></rolecall-badge-section>`;
      case 'integrations':
        return html`<rolecall-integrations-section
          .origin=${location.origin}
          .policy=${this.#policy.policy}
          .peers=${this.#peers.peers}
          .actions=${this.#peers.actions}
          .marks=${marks}
          .disabled=${disabled}
          @rolecall-edit=${({ edit }: EditEvent<PeersEdit>) => void this.#peers.edit(edit)}
        ></rolecall-integrations-section>`;
      case 'computers':
        return html`<rolecall-computers-section
          .tokens=${this.#tokens.tokens}
          .addresses=${this.#tokens.addresses}
          .made=${this.#tokens.made}
          .now=${Date.now()}
          .marks=${marks}
          .disabled=${disabled}
          @rolecall-edit=${({ edit }: EditEvent<TokenEdit>) => void this.#tokens.edit(edit)}
        ></rolecall-computers-section>`;
      case 'data':
        return html`<rolecall-data-section
          .imported=${this.#data.imported}
          .marks=${marks}
          .disabled=${disabled}
          @rolecall-edit=${({ edit }: EditEvent<DataEdit>) => this.#after(this.#data.edit(edit))}
        ></rolecall-data-section>`;
    }
  }

  /** What only one section needs is looked up only for it. */
  async #loadSection(): Promise<void> {
    if (this.#route.section === 'computers') await this.#tokens.load();
  }

  #points(disabled: boolean) {
    const { status } = this.#login;
    return html`<rolecall-points-section
      .status=${status}
      .rewards=${this.#rewards.rewards}
      .problem=${this.#rewards.problem}
      .isLoading=${this.#rewards.isLoading}
      .features=${Object.keys(this.#policy.policy ?? {})}
      .settings=${this.#settings.values}
      .marks=${this.#saving.marks}
      .disabled=${disabled}
      @rolecall-edit=${({ edit }: EditEvent<RewardEdit | SettingsEdit>) => this.#onPoints(edit)}
    >
      <rolecall-connect
        isExplained
        .status=${status}
        .error=${this.#login.error}
        .isStarting=${this.#login.isStarting}
        .now=${Date.now()}
        @rolecall-connect=${this.#onConnect}
      ></rolecall-connect>
    </rolecall-points-section>`;
  }

  /** Where the streamer is needed. */
  get #urgent(): Section | null {
    const { status } = this.#login;
    const isFine = !status || (status.state === 'connected' && status.missing.length === 0);
    return isFine ? null : 'connect';
  }

  #onPoints(edit: RewardEdit | SettingsEdit): void {
    if ('name' in edit) this.#after(this.#settings.edit(edit));
    else if (edit.kind === 'create') this.#after(this.#rewards.create(edit.reward));
    else if (edit.kind === 'link') this.#after(this.#rewards.link(edit.reward, edit.link));
    else if (edit.kind === 'reload') void this.#rewards.load();
    else void this.#rewards.want().then(() => this.#login.connect(null));
  }

  readonly #onConnect = ({ clientId }: ConnectRequestEvent): void => void this.#login.connect(clientId);

  readonly #onSetting = ({ edit }: EditEvent<SettingsEdit>): void => this.#after(this.#settings.edit(edit));

  /** A change may need one more permission, or one less. */
  #after(saving: Promise<boolean>): void {
    void saving.then(() => this.#login.look());
  }

  #onToast(edit: ToastEdit): void {
    if (edit === 'dismiss') this.#saving.dismiss();
    else this.#after(this.#saving.undo().then(() => true));
  }

  readonly #key = (event: KeyboardEvent): void => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    const [target] = event.composedPath();
    // In a line of text the browser's own undo is meant.
    const isTyping = target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type);
    if (!isUndo || isTyping || !this.#saving.toast?.undo) return;
    event.preventDefault();
    this.#onToast('undo');
  };

  /** Begins the section at its top, also for those who do not see it. */
  #moved(): void {
    this.#saving.dismiss();
    void this.#loadSection().catch(() => undefined);
    window.scrollTo(0, 0);
    void this.updateComplete.then(() => this.renderRoot.querySelector('main')?.focus());
  }
}

customElements.define('rolecall-settings', SettingsPage);
