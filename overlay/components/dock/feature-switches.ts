import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { featureName } from '../../lib/format/feature-name.ts';
import type { Policies } from '../../lib/state/features.ts';
import { language } from '../../lib/texts/language.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { controlStyles } from './controls.ts';
import { switchStyles } from './switch-styles.ts';

const t = featureTexts[language];

export class ToggleEvent extends Event {
  constructor(readonly feature: string) {
    super('rolecall-toggle', { bubbles: true, composed: true });
  }
}

/** A switch for each feature, in one row; those that do not fit are behind a button. */
export class FeatureSwitches extends LitElement {
  @property({ attribute: false }) policies: Policies | null = null;
  @property({ attribute: false }) busy: ReadonlySet<string> = new Set();
  @property({ attribute: false }) isDisabled = false;
  /** All rows are shown. */
  @state() private isOpen = false;
  /** How many fit into the first row. */
  @state() private fits = Infinity;
  readonly #resized = new ResizeObserver(() => this.#measure());

  static override styles = [controlStyles, switchStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override render() {
    const all = Object.entries(this.policies ?? {});
    const hidden = Math.max(0, all.length - this.fits);
    return html`<div
        class="all ${this.isOpen ? 'open' : ''}"
        part="switches"
        role="group"
        aria-label=${t.switches}
      >
        ${all.map(([name, { enabled }], index) => this.#switch(name, enabled, index >= this.fits))}
      </div>
      ${hidden > 0 ? this.#more(hidden) : nothing}`;
  }

  #switch(feature: string, isOn: boolean, isBeyond: boolean) {
    const name = featureName(feature);
    return html`<button
      class="switch ${isBeyond && !this.isOpen ? 'beyond' : ''}"
      part="switch"
      type="button"
      role="switch"
      aria-checked=${isOn}
      aria-disabled=${this.isDisabled || this.busy.has(feature)}
      aria-label=${name}
      title=${this.isDisabled ? t.away : `${name}: ${isOn ? t.on : t.off}`}
      @click=${() => !this.isDisabled && this.dispatchEvent(new ToggleEvent(feature))}
    >
      <span class="name">${name}</span><span class="track"><span class="knob"></span></span>
    </button>`;
  }

  #more(hidden: number) {
    return html`<button
      class="more"
      part="more"
      type="button"
      aria-expanded=${this.isOpen}
      aria-label=${this.isOpen ? t.fewerSwitches : t.moreSwitches(String(hidden), hidden)}
      @click=${() => (this.isOpen = !this.isOpen)}
    >
      ${this.isOpen ? '' : `+${hidden}`}<span class="chevron"></span>
    </button>`;
  }

  protected override updated(): void {
    this.#measure();
  }

  /** Switches wrap; what is not on the first row does not fit. The button for more has to be there only then. */
  #measure(): void {
    const switches = [...this.renderRoot.querySelectorAll<HTMLElement>('.switch')];
    const more = this.renderRoot.querySelector<HTMLElement>('.more');
    const count = (): number => {
      const fits = switches.findIndex(({ offsetTop }) => offsetTop > (switches[0]?.offsetTop ?? 0) + 4);
      return fits < 0 ? switches.length : fits;
    };
    if (more) more.style.display = 'none';
    let fits = count();
    if (more) more.style.display = '';
    if (more && fits < switches.length) fits = count();
    this.fits = fits; // once: each change renders, and is measured anew
  }
}

customElements.define('rolecall-switches', FeatureSwitches);
