import { html } from 'lit';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/sentences-section.ts';

export function render(state: SettingsState) {
  return html`<rolecall-sentences-section
    .settings=${state.settings.values}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-edit=${state.onSetting}
  ></rolecall-sentences-section>`;
}
