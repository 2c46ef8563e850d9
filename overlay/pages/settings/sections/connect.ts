import { html } from 'lit';
import type { ConnectEdit } from '../../../lib/state/owner-login.ts';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/connect-section.ts';

export function render(state: SettingsState) {
  const { live, login } = state;
  const onEdit = (edit: ConnectEdit): void => {
    if (edit.kind === 'disconnect') void login.disconnect(edit.deleteData);
    if (edit.kind === 'cancel') void login.cancel();
    if (edit.kind === 'through') void login.connectThrough();
    if (edit.kind === 'finish') location.hash = 'home';
  };
  return html`<rolecall-connect-section
    .status=${login.status}
    .lists=${live.status}
    .error=${login.error}
    .isStarting=${login.isStarting}
    .isDemo=${live.isDemo}
    .now=${Date.now()}
    .marks=${state.saving.marks}
    .disabled=${state.isDisabled}
    @rolecall-connect=${state.onConnect}
    @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => onEdit(edit)}
  ></rolecall-connect-section>`;
}
