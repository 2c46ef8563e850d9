import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { RoleChange } from '../../lib/state/role-changes.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { paneStyles } from './pane.ts';
import './change-rows.ts';

const t = roleTexts[language];

/** Who gained or lost what lately. */
export class ChangesPane extends LitElement {
  @property({ attribute: false }) items: readonly RoleChange[] = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) isDisabled = false;

  static override styles = [paneStyles];

  protected override render() {
    const { items } = this;
    if (items.length === 0)
      return html`<div class="list">
        <div class="empty"><p>${t.empty}</p></div>
      </div>`;
    return html`<div class="list">
      <rolecall-change-rows
        .items=${items}
        .total=${items.length}
        .label=${t.heading}
        .now=${this.now}
        .isDisabled=${this.isDisabled}
      ></rolecall-change-rows>
    </div>`;
  }
}

customElements.define('rolecall-changes', ChangesPane);
