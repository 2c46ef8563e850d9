import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { language } from '../../lib/texts/language.ts';
import { settingsConnectTexts } from '../../lib/texts/settings-connect.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import { formStyles } from './form-styles.ts';

const t = settingsConnectTexts[language];

/** What each permission is for, and whether Rolecall has it. */
export class ScopeTable extends LitElement {
  @property({ attribute: false }) status: TwitchStatus | null = null;

  static override styles = [
    formStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.5rem 0.75rem 0.5rem 0;
        border-top: 1px solid var(--rolecall-line);
        text-align: left;
        vertical-align: top;
      }
      thead th {
        border: 0;
        color: var(--rolecall-text-soft);
        font-size: 0.88rem;
        font-weight: 500;
      }
      tbody th {
        font-weight: 400;
      }
      td:last-child {
        padding-right: 0;
        white-space: nowrap;
      }
      .has {
        color: var(--rolecall-fresh);
      }
      .lacks {
        color: var(--rolecall-stale);
      }
      code {
        padding: 0;
        background: none;
        color: var(--rolecall-text-soft);
        font-size: 0.86rem;
      }
      @media (max-width: 479px) {
        table,
        tbody,
        tr,
        th,
        td {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tbody th {
          padding-bottom: 0;
        }
        td {
          padding: 0;
          border: 0;
        }
        td:last-child {
          padding-bottom: 0.5rem;
        }
      }
    `,
  ];

  protected override render() {
    const { scopes = [] } = this.status ?? {};
    const all = [...new Set([...Object.keys(t.scopes), ...scopes])];
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${t.neededFor}</th>
          <th scope="col">${t.state}</th>
        </tr>
      </thead>
      <tbody>
        ${all.map((scope) => this.#row(scope))}
      </tbody>
    </table>`;
  }

  #row(scope: string) {
    const has = this.status?.scopes.includes(scope) ?? false;
    const lacks = this.status?.missing.some((each) => each.scope === scope) ?? false;
    const [state, word] = has
      ? ['has', `✓ ${t.has}`]
      : lacks
        ? ['lacks', `! ${t.lacks}`]
        : ['soft', t.notNeeded];
    return html`<tr>
      <th scope="row">${t.scopes[scope] ?? t.otherScope}<br /><code>${scope}</code></th>
      <td class=${state}>${word}</td>
    </tr>`;
  }
}

customElements.define('rolecall-scopes', ScopeTable);
