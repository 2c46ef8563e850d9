import { html } from 'lit';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/sync-section.ts';

export function render(state: SettingsState) {
  return html`<rolecall-sync-section
    .settings=${state.settings.values}
    .status=${state.login.status}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-edit=${state.onSetting}
  ></rolecall-sync-section>`;
}
