import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { durationOf } from '../../lib/format/time.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import { connectTexts } from '../../lib/texts/connect.ts';
import { language } from '../../lib/texts/language.ts';
import { formStyles } from './form-styles.ts';
import './copy-line.ts';

const t = connectTexts[language];

/** The code that the streamer enters at Twitch: to copy, to open, to scan. */
export class LoginCode extends LitElement {
  @property({ attribute: false }) pending: TwitchStatus['pending'] = null;
  /** Epoch ms. */
  @property({ attribute: false }) now = 0;

  static override styles = [
    formStyles,
    css`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 1rem 2rem;
        align-items: center;
      }
      .code {
        flex: 1 1 15rem;
        min-width: 0;
      }
      rolecall-copy {
        --rolecall-copy-size: 1.7rem;
        --rolecall-copy-align: stretch;
        margin-bottom: 0.75rem;
      }
      figure {
        display: flex;
        gap: 0.9rem;
        align-items: center;
        margin: 0;
        font-size: 0.93rem;
      }
      figcaption {
        max-width: 8rem;
      }
      rolecall-qr {
        flex: none;
        width: 7.5rem;
        height: 7.5rem;
      }
      .waiting {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        margin: 1rem 0 0;
      }
      .waiting::before {
        content: '';
        flex: none;
        width: 0.6rem;
        height: 0.6rem;
        border-radius: 50%;
        background: var(--rolecall-syncing);
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          opacity: 0.25;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .waiting::before {
          animation: none;
        }
      }
    `,
  ];

  /** Only needed here. */
  protected override willUpdate(): void {
    if (this.pending) import('../qr-code.ts').catch(() => undefined);
  }

  protected override render() {
    const { pending } = this;
    if (!pending) return html``;
    const leftMs = Math.max(0, Date.parse(pending.expiresAt) - this.now);
    return html`<div class="both">
        <div class="code">
          <rolecall-copy part="code" .name=${t.codeName} .text=${pending.userCode}></rolecall-copy>
          <a class="button main" part="open" href=${pending.verificationUri} target="_blank" rel="noreferrer"
            >${t.open}</a
          >
        </div>
        <figure>
          <rolecall-qr .text=${pending.verificationUri} .label=${t.qrLabel}></rolecall-qr>
          <figcaption class="soft">${t.orScan}</figcaption>
        </figure>
      </div>
      <p class="waiting soft" role="status">
        ${t.waiting(durationOf(Math.ceil(leftMs / 60_000) * 60_000))}
      </p>`;
  }
}

customElements.define('rolecall-login-code', LoginCode);
