import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ProgramActions, ProgramEdit } from '../../lib/state/program-actions.ts';
import { language } from '../../lib/texts/language.ts';
import { programTexts } from '../../lib/texts/settings-program.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';

const t = programTexts[language];

/** Which Rolecall this is, whether there is a newer one, its log, whether it starts with the PC, and how to end it. */
export class ProgramCard extends SettingsSection<ProgramEdit> {
  @property({ attribute: false }) info: ProgramActions['info'] = null;
  @property({ attribute: false }) autostart: boolean | null = null;
  @property({ attribute: false }) updates: ProgramActions['updates'] = null;
  @property({ attribute: false }) log: string | null = null;

  static override styles = [
    formStyles,
    css`
      .row {
        margin-top: 1.2rem;
      }
    `,
  ];

  protected override render() {
    const { info, autostart } = this;
    return html`<div class="card">
      <h3>${t.heading}</h3>
      ${info ? html`<p part="versions">${t.versions(info.version, info.node)}</p>` : nothing}
      ${this.#updates()}
      ${
        autostart === null
          ? nothing
          : this.renderSwitch('autostart', t.autostart, t.autostartHint, autostart, (isOn) =>
              this.send({ kind: 'autostart', isOn }),
            )
      }
      <div class="row">
        <p class="soft">${t.logText}</p>
        ${this.#button('log', this.log === null ? t.show : t.again)} ${this.renderFailure('log')}
        ${
          this.log === null
            ? nothing
            : html`<rolecall-copy .label=${t.log} .text=${this.log} .isLong=${true}></rolecall-copy>`
        }
      </div>
      <div class="row">
        <p class="soft">${t.quitText}</p>
        ${this.#button('quit', t.quit)} ${this.renderFailure('quit')}
      </div>
    </div>`;
  }

  #updates() {
    const { updates } = this;
    if (updates === null) return nothing;
    const { releases, enabled } = updates;
    if (releases === null) return html`<p class="soft" part="updates">${t.noReleases}</p>`;
    const hint = t.updatesHint(new URL(releases).host);
    return html`${this.renderSwitch('updates', t.updates, hint, enabled, (isOn) =>
      this.send({ kind: 'updates', isOn }),
    )}
    ${enabled ? this.#found(releases, updates) : nothing}`;
  }

  #found(releases: string, { newer, askedAt, failed }: NonNullable<ProgramActions['updates']>) {
    if (newer !== null)
      return html`<div class="notice" part="updates">
        <h3>${t.newer(newer)}</h3>
        <p>${t.newerHow}</p>
        <a class="button main" href="${releases}/latest" target="_blank" rel="noreferrer">${t.newerPage}</a>
      </div>`;
    if (askedAt === null) return nothing;
    return html`<p class="soft" part="updates" role="status">${failed ? t.notAsked : t.newest}</p>`;
  }

  #button(kind: 'log' | 'quit', label: string) {
    return html`<button
      type="button"
      part=${kind}
      class=${kind === 'quit' ? 'danger' : ''}
      ?disabled=${this.disabled || this.marks.get(kind)?.state === 'saving'}
      @click=${() => this.send({ kind })}
    >
      ${label}
    </button>`;
  }
}

customElements.define('rolecall-program', ProgramCard);
