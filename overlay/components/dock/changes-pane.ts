import { html, LitElement } from 'lit';
import type { RoleChange } from '../../lib/state/role-changes.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { paneStyles } from './pane.ts';
import './change-rows.ts';

const t = roleTexts[language];

/** Who gained or lost what lately. */
export class ChangesPane extends LitElement {
  static override properties = {
    items: { attribute: false },
    now: { attribute: false },
    isDisabled: { attribute: false },
  };
  declare items: readonly RoleChange[];
  declare now: number;
  declare isDisabled: boolean;

  constructor() {
    super();
    this.items = [];
    this.now = 0;
    this.isDisabled = false;
  }

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
