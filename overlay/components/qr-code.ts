import { css, html, LitElement, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { encode } from 'uqr';

/** A QR code. Dark on light in every theme, because phones cannot read it otherwise. */
export class QrCode extends LitElement {
  @property({ type: String }) text = '';
  @property({ type: String }) label = '';

  static override styles = css`
    :host {
      display: block;
      width: 9rem;
      border-radius: 0.5rem;
      overflow: hidden;
    }
    svg {
      display: block;
      background: #ffffff;
    }
  `;

  protected override render() {
    const { data, size } = encode(this.text, { border: 2 });
    const dots = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return html`<svg
      part="qr"
      viewBox="0 0 ${size} ${size}"
      role="img"
      aria-label=${this.label}
      shape-rendering="crispEdges"
    >
      ${svg`<path d=${dots.join('')} fill="#000000"></path>`}
    </svg>`;
  }
}

customElements.define('rolecall-qr', QrCode);
