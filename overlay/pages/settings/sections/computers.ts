import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { TokenEdit } from '../../../lib/state/token-list.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/computers-section.ts';

export function render(state: SettingsState) {
  const { tokens } = state;
  return html`<rolecall-computers-section
    .tokens=${tokens.tokens}
    .addresses=${tokens.addresses}
    .made=${tokens.made}
    .now=${Date.now()}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-edit=${({ edit }: EditEvent<TokenEdit>) => void tokens.edit(edit)}
  ></rolecall-computers-section>`;
}
