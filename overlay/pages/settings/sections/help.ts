import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { ProgramEdit } from '../../../lib/state/program-actions.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/help-section.ts';
import '../../../components/settings/program-card.ts';

export function render(state: SettingsState) {
  const { diagnostics, program } = state;
  return html`<rolecall-help-section
      .questions=${diagnostics.all}
      .text=${diagnostics.text}
      .now=${Date.now()}
      .marks=${diagnostics.marks}
      .disabled=${state.isDisabled}
      @rolecall-edit=${() => void diagnostics.show()}
    ></rolecall-help-section>
    <rolecall-program
      .info=${program.info}
      .autostart=${program.autostart}
      .updates=${program.updates}
      .log=${program.log}
      .marks=${state.saving.marks}
      .disabled=${state.isDisabled}
      @rolecall-edit=${({ edit }: EditEvent<ProgramEdit>) => void program.edit(edit)}
    ></rolecall-program>`;
}
