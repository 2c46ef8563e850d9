import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { PolicyEdit } from '../../../lib/state/policy-editor.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/access-section.ts';

export function render(state: SettingsState) {
  const { policy } = state;
  return html`<rolecall-access-section
    .policy=${policy.policy}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-edit=${({ edit }: EditEvent<PolicyEdit>) => state.after(policy.edit(edit))}
  ></rolecall-access-section>`;
}
