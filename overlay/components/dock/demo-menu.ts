import { css, html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { ParamsIn } from '../../../integrations/client/index.ts';
import { postAction } from '../../lib/state/http-action.ts';
import { demoMenuTexts } from '../../lib/texts/demo-menu.ts';
import { language } from '../../lib/texts/language.ts';
import { controlStyles } from './controls.ts';

const t = demoMenuTexts[language];

type DemoState = ParamsIn<'demo.show'>['state'];
const STATES = Object.keys(t.states) as (keyof typeof t.states)[];

/** Leads the demo into a state, really, so that the dock shows it. Tells `rolecall-shown` when it has begun. */
export class DemoMenu extends LitElement {
  @state() private isBusy = false;
  @state() private isAway = false;

  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      .button {
        box-sizing: border-box;
        white-space: normal;
        min-height: 2.5rem;
        text-align: start;
      }
      .normal {
        margin-top: 0.5rem;
        font-weight: 650;
      }
      p {
        margin: -0.25rem 0 0;
        color: var(--rolecall-text-soft);
        font-size: 0.93rem;
      }
    `,
  ];

  protected override render() {
    return html`${STATES.map((name) => this.#button(name, t.states[name], ''))}
      <p>${t.forgets}</p>
      ${this.#button('normal', t.normal, 'normal')}
      ${this.isAway ? html`<p role="alert">${t.away}</p>` : nothing}`;
  }

  #button(name: DemoState, words: string, kind: string) {
    return html`<button
      class="button ${kind}"
      part="state"
      type="button"
      aria-disabled=${this.isBusy}
      @click=${() => void this.#show(name)}
    >
      ${words}
    </button>`;
  }

  async #show(name: DemoState): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.isAway = false;
    try {
      await postAction('demo.show', { state: name });
      this.dispatchEvent(new Event('rolecall-shown'));
    } catch {
      this.isAway = true;
    }
    this.isBusy = false;
  }
}

customElements.define('rolecall-demo-menu', DemoMenu);
