import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { SyncOutcome } from '../../lib/state/manual-sync.ts';
import { kindProgress, type OverallProgress } from '../../lib/format/progress.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { Status } from '../../lib/state/view-state.ts';
import '../connect-panel.ts';
import './kind-row.ts';
import './sync-panel.ts';

const t = dockTexts[language];

/** The three lists, how fresh they are, and the button to read them again. */
export class Overview extends LitElement {
  @property({ attribute: false }) status: Status | null = null;
  @property({ attribute: false }) login: {
    status: TwitchStatus | null;
    error: string | null;
    isStarting: boolean;
  } = { status: null, error: null, isStarting: false };
  @property({ attribute: false }) sync: {
    can: boolean;
    progress: OverallProgress | null;
    outcome: SyncOutcome | null;
  } = { can: false, progress: null, outcome: null };
  @property({ attribute: false }) isDisabled = false;
  @property({ attribute: false }) isAway = false;
  @property({ attribute: false }) now = 0;

  static override styles = css`
    :host {
      display: block;
    }
    .lists {
      margin-bottom: 0.75rem;
      border-radius: var(--rolecall-radius);
      background: var(--rolecall-surface);
    }
    rolecall-kind + rolecall-kind {
      border-top: 1px solid var(--rolecall-line);
    }
    rolecall-connect::part(connect) {
      margin: 0 0 0.75rem;
    }
  `;

  protected override render() {
    const { status, login, sync, now, isAway } = this;
    return html`<rolecall-connect
        .status=${isAway ? null : login.status}
        .error=${login.error}
        .isStarting=${login.isStarting}
        .now=${now}
      ></rolecall-connect>
      <section class="lists" part="lists" aria-label=${t.listsHeading}>
        ${KINDS.map((kind) => this.#row(kind))}
      </section>
      <rolecall-sync
        .canSync=${sync.can}
        .progress=${sync.progress}
        .outcome=${sync.outcome}
        .nextSyncAt=${isAway ? null : (status?.nextSyncAt ?? null)}
        .now=${now}
      ></rolecall-sync>
      <slot name="plot"></slot>`;
  }

  #row(kind: Kind) {
    const { status } = this;
    const error = status?.kinds[kind].error;
    const first = KINDS.find((other) => error && status.kinds[other].error?.message === error.message);
    return html`<rolecall-kind
      .kind=${kind}
      .status=${status?.kinds[kind] ?? null}
      .progress=${status ? kindProgress(status, kind) : null}
      .now=${this.now}
      .hidesError=${first !== undefined && first !== kind}
      .isDisabled=${this.isDisabled}
    ></rolecall-kind>`;
  }
}

customElements.define('rolecall-overview', Overview);
