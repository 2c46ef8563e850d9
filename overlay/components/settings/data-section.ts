import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DataEdit, Imported } from '../../lib/state/data-actions.ts';
import { addressForBrowser, isInObs } from '../../lib/state/in-obs.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { dataTexts } from '../../lib/texts/settings-data.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';

const t = dataTexts[language];

/** Export, import and deletion of all data. */
export class DataSection extends SettingsSection<DataEdit> {
  @property({ attribute: false }) imported: Imported | null = null;
  /** A file is dragged over the page. */
  @state() private isOver = false;

  static override styles = [
    formStyles,
    css`
      .drop {
        display: block;
        padding: 1.25rem;
        border: 2px dashed var(--rolecall-edge);
        border-radius: var(--rolecall-radius);
        text-align: center;
        cursor: pointer;
      }
      .drop.over,
      .drop:hover {
        border-color: var(--rolecall-accent-fill);
        background: var(--rolecall-picked);
      }
      .drop:focus-within {
        outline: 3px solid var(--rolecall-focus);
        outline-offset: 2px;
      }
      .drop input {
        position: absolute;
        width: 1px;
        height: 1px;
        opacity: 0;
      }
      .drop span {
        display: block;
        font-weight: 400;
      }
      .pair {
        align-items: end;
      }
      .pair button {
        width: 100%;
      }
    `,
  ];

  protected override render() {
    return html`<p class="lead">${t.lead}</p>
      <div class="card">
        <h3>${t.export}</h3>
        <p class="soft">${t.exportText}</p>
        ${
          isInObs()
            ? html`<rolecall-copy
                .hint=${settingsTexts[language].inBrowser}
                .text=${addressForBrowser('data')}
              ></rolecall-copy>`
            : html`<div class="pair">
                ${this.#export('json', t.json, t.jsonHint)} ${this.#export('csv', t.csv, t.csvHint)}
              </div>`
        }
        ${this.renderFailure('export')}
      </div>
      <div class="card">
        <h3>${t.import}</h3>
        <p class="soft">${t.importText}</p>
        ${this.#drop()} ${this.renderFailure('import')}
        ${this.imported ? this.#result(this.imported) : nothing}
      </div>
      <div class="card">
        <h3>${t.delete}</h3>
        <p class="soft">${t.deleteShown}</p>
        <button
          class="danger"
          type="button"
          ?disabled=${this.disabled}
          @click=${() => this.send({ kind: 'delete' })}
        >
          ${t.deleteButton}
        </button>
        ${this.renderFailure('delete')}
      </div>`;
  }

  #export(format: 'json' | 'csv', label: string, hint: string) {
    return html`<div>
      <p class="hint">${hint}</p>
      <button type="button" ?disabled=${this.disabled} @click=${() => this.send({ kind: 'export', format })}>
        ${label}
      </button>
    </div>`;
  }

  #drop() {
    const isBusy = this.marks.get('import')?.state === 'saving';
    return html`<label
      class="drop ${this.isOver ? 'over' : ''}"
      @dragover=${(event: DragEvent) => this.#over(event, true)}
      @dragleave=${(event: DragEvent) => this.#over(event, false)}
      @drop=${(event: DragEvent) => this.#take(event, event.dataTransfer?.files)}
    >
      <input
        type="file"
        accept="application/json,.json"
        ?disabled=${this.disabled || isBusy}
        @change=${(event: Event) => this.#take(event, (event.target as HTMLInputElement).files)}
      />
      ${isBusy ? t.importing : t.choose} <span class="soft">${t.drop}</span>
    </label>`;
  }

  #result({ settings, policy, rewards, overrides, grants, skipped }: Imported) {
    const lines = [
      settings ? t.settings : '',
      policy ? t.policy : '',
      t.rewards(countOf(rewards)),
      t.overrides(countOf(overrides)),
      t.grants(countOf(grants)),
      ...skipped.map(({ what, count, reason }) => t.skipped(countOf(count), t.what[what], reason)),
    ];
    return html`<div class="notice good" part="imported" style="margin-top: 1rem">
      <h3>${t.imported}</h3>
      <ul>
        ${lines.filter(Boolean).map((line) => html`<li>${line}</li>`)}
      </ul>
      <a href="#connect">${t.nextConnect}</a>
    </div>`;
  }

  #over(event: DragEvent, isOver: boolean): void {
    event.preventDefault();
    this.isOver = isOver;
  }

  #take(event: Event, files: FileList | null | undefined): void {
    event.preventDefault();
    this.isOver = false;
    const [file] = files ?? [];
    if (file && !this.disabled) this.send({ kind: 'import', file });
    // So that the same file can be chosen again.
    if (event.target instanceof HTMLInputElement) event.target.value = '';
  }
}

customElements.define('rolecall-data-section', DataSection);
