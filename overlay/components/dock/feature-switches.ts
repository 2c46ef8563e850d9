import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Policies } from '../../lib/state/features.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { featureName } from '../../lib/format/viewer.ts';
import { controlStyles } from './controls.ts';

const t = viewerTexts[language];

export class ToggleEvent extends Event {
  constructor(readonly feature: string) {
    super('rolecall-toggle', { bubbles: true, composed: true });
  }
}

/** A switch for each feature. */
export class FeatureSwitches extends LitElement {
  @property({ attribute: false }) policies: Policies | null = null;
  @property({ attribute: false }) busy: ReadonlySet<string> = new Set();
  @property({ attribute: false }) isDisabled = false;

  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      .all {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        min-height: 2.15rem;
        max-height: 7.3rem;
        overflow-y: auto;
        scrollbar-width: thin;
      }
      .switch {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        max-width: 100%;
        min-height: 2.15rem;
        padding: 0 0.75rem 0 0.5rem;
        border: 0;
        border-radius: 1.1rem;
        background: var(--rolecall-surface);
      }
      .switch:hover {
        background: var(--rolecall-surface-raised);
      }
      .switch:focus-visible {
        outline-offset: -2px;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .track {
        position: relative;
        flex: none;
        width: 1.95rem;
        height: 1.15rem;
        border-radius: 1rem;
        background: var(--rolecall-edge);
        transition: background-color 0.15s;
        forced-color-adjust: none;
      }
      .knob {
        position: absolute;
        top: 0.15rem;
        left: 0.15rem;
        width: 0.85rem;
        height: 0.85rem;
        border-radius: 50%;
        background: var(--rolecall-background);
        transition: transform 0.15s;
      }
      [aria-checked='true'] .track {
        background: var(--rolecall-fresh);
      }
      [aria-checked='true'] .knob {
        transform: translateX(0.8rem);
      }
      [aria-checked='false'] .name {
        color: var(--rolecall-text-soft);
      }
      [aria-disabled='true'] {
        cursor: default;
      }
      :host([away]) [aria-checked='true'] .track {
        background: var(--rolecall-text-soft);
      }
    `,
  ];

  protected override render() {
    const { policies } = this;
    return html`<div class="all" part="switches" role="group" aria-label=${t.switches}>
      ${policies ? Object.entries(policies).map(([name, { enabled }]) => this.#switch(name, enabled)) : nothing}
    </div>`;
  }

  #switch(feature: string, isOn: boolean) {
    const name = featureName(feature);
    return html`<button
      class="switch"
      part="switch"
      type="button"
      role="switch"
      aria-checked=${isOn}
      aria-disabled=${this.isDisabled || this.busy.has(feature)}
      aria-label=${name}
      title=${this.isDisabled ? t.away : `${name}: ${isOn ? t.on : t.off}`}
      @click=${() => !this.isDisabled && this.dispatchEvent(new ToggleEvent(feature))}
    >
      <span class="track"><span class="knob"></span></span><span class="name">${name}</span>
    </button>`;
  }
}

customElements.define('rolecall-switches', FeatureSwitches);
