import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { DataEdit } from '../../../lib/state/data-actions.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/data-section.ts';

export function render(state: SettingsState) {
  return html`<rolecall-data-section
    .imported=${state.data.imported}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-edit=${({ edit }: EditEvent<DataEdit>) => void state.onData(edit)}
  ></rolecall-data-section>`;
}
