import { html } from 'lit';
import type { ConnectEdit } from '../../../components/settings/connect-section.ts';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/connect-section.ts';

export function render(state: SettingsState) {
  const { live, login } = state;
  return html`<rolecall-connect-section
    .status=${login.status}
    .error=${login.error}
    .isStarting=${login.isStarting}
    .isDemo=${live.isDemo}
    .now=${Date.now()}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-connect=${state.onConnect}
    @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => void login.disconnect(edit.deleteData)}
  ></rolecall-connect-section>`;
}
