import { css, html, LitElement } from 'lit';
import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { ConnectRequestEvent } from '../../components/connect-panel.ts';
import type { SyncRequestEvent } from '../../components/sync-panel.ts';
import { askForTokenWhenRefused } from '../../lib/ask-for-token.ts';
import { ageOf } from '../../lib/format.ts';
import { LiveSync } from '../../lib/live-sync.ts';
import { ManualSync } from '../../lib/manual-sync.ts';
import { openPage } from '../../lib/page.ts';
import { kindProgress, overallProgress } from '../../lib/progress.ts';
import { dockTexts, language } from '../../lib/texts.ts';
import { Ticker } from '../../lib/ticker.ts';
import { TwitchLogin } from '../../lib/twitch-login.ts';
import { syncedAt, type ViewState } from '../../lib/view-state.ts';
import { spokenStyles } from '../../components/spoken.ts';
import '../../components/connect-panel.ts';
import '../../components/health-line.ts';
import '../../components/kind-row.ts';
import '../../components/sync-panel.ts';

const t = dockTexts[language];

/** The dock: how fresh everything is, what is wrong, and a button to read it all again. */
class DockPage extends LitElement {
  static override properties = { view: { reflect: true } };
  /** The state shown, for styling. */
  declare view: ViewState;
  readonly #client = openPage();
  readonly #live = new LiveSync(this, this.#client);
  readonly #sync = new ManualSync(this, this.#client);
  readonly #login = new TwitchLogin(this, this.#client);
  #announcement = '';

  constructor() {
    super();
    this.view = 'connecting';
    askForTokenWhenRefused(this.#client);
    new Ticker(this);
  }

  static override styles = [
    spokenStyles,
    css`
      :host {
        display: block;
        box-sizing: border-box;
        max-width: 68rem;
        margin: 0 auto;
        padding: 0.75rem;
      }
      .lists {
        margin: 0.75rem 0;
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface);
      }
      rolecall-kind + rolecall-kind {
        border-top: 1px solid var(--rolecall-line);
      }
      /* Last known is not now: the colours go, the words stay readable. */
      :host([view='away']) .lists,
      :host([view='connecting']) .lists {
        --rolecall-subscribers: var(--rolecall-text-soft);
        --rolecall-vips: var(--rolecall-text-soft);
        --rolecall-moderators: var(--rolecall-text-soft);
        --rolecall-fresh: var(--rolecall-text-soft);
        --rolecall-syncing: var(--rolecall-text-soft);
        --rolecall-stale: var(--rolecall-text-soft);
        --rolecall-failed: var(--rolecall-text-soft);
        color: var(--rolecall-text-soft);
      }
      @media (max-width: 339px) {
        :host {
          padding: 0.5rem;
        }
      }
      /* From here on the three lists fit side by side. */
      @media (min-width: 800px) and (min-height: 320px) {
        :host {
          padding: 1.5rem;
        }
        .lists {
          display: grid;
          grid-template-columns: repeat(3, 1fr);
          align-items: start;
          gap: 0.75rem;
          background: none;
        }
        rolecall-kind {
          border-radius: var(--rolecall-radius);
          background: var(--rolecall-surface);
        }
        rolecall-kind + rolecall-kind {
          border: 0;
        }
        rolecall-sync {
          max-width: 26rem;
          margin: 1.5rem auto 0;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    this.view = this.#live.state;
    // Spoken is how a state ends, not each background sync that comes and goes.
    if (this.view !== 'syncing' && this.view !== 'connecting') this.#announcement = t.state[this.view];
  }

  protected override render() {
    const { status, state, isDemo } = this.#live;
    const now = Date.now();
    return html`
      <main>
        <rolecall-health
          .state=${state}
          .message=${this.#message(now)}
          .channel=${status?.channel?.userDisplayName ?? null}
          .isDemo=${isDemo}
        ></rolecall-health>
        <rolecall-connect
          .status=${state === 'away' ? null : this.#login.status}
          .error=${this.#login.error}
          .isStarting=${this.#login.isStarting}
          .now=${now}
          @rolecall-connect=${({ clientId }: ConnectRequestEvent) => void this.#login.connect(clientId)}
        ></rolecall-connect>
        <section class="lists" part="lists" aria-label=${t.listsHeading}>
          ${KINDS.map((kind) => this.#row(kind, now))}
        </section>
        <rolecall-sync
          .canSync=${this.#canSync}
          .progress=${this.#progress}
          .outcome=${this.#sync.outcome}
          .nextSyncAt=${state === 'away' ? null : (status?.nextSyncAt ?? null)}
          .now=${now}
          @rolecall-sync=${({ force }: SyncRequestEvent) => void this.#sync.run(force)}
        ></rolecall-sync>
        <div class="spoken" role="status">${this.#announcement}</div>
      </main>
    `;
  }

  #row(kind: Kind, now: number) {
    const { status } = this.#live;
    const error = status?.kinds[kind].error;
    const first = KINDS.find((other) => error && status.kinds[other].error?.message === error.message);
    return html`<rolecall-kind
      .kind=${kind}
      .status=${status?.kinds[kind] ?? null}
      .progress=${status ? kindProgress(status, kind) : null}
      .now=${now}
      .hidesError=${first !== undefined && first !== kind}
    ></rolecall-kind>`;
  }

  #message(now: number): string {
    const { status, state } = this.#live;
    if (state === 'connecting') return t.connectingMessage;
    if (state !== 'away') return status?.message ?? '';
    const at = status && syncedAt(status);
    return t.awayMessage(at === null ? null : ageOf(at, now));
  }

  get #canSync(): boolean {
    const { status, isOnline } = this.#live;
    return isOnline && status !== null && status.state !== 'disconnected';
  }

  get #progress() {
    const { status, state } = this.#live;
    if (state === 'away' || !status) return null;
    return overallProgress(status) ?? (this.#sync.isRunning ? { fraction: null, etaMs: null } : null);
  }
}

customElements.define('rolecall-dock', DockPage);
