import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { RewardEdit } from '../../../lib/state/reward-editor.ts';
import type { SettingsEdit } from '../../../lib/state/settings-editor.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/connect-panel.ts';
import '../../../components/settings/points-section.ts';

export function render(state: SettingsState) {
  const { login, policy, rewards, isDisabled } = state;
  const { status } = login;
  return html`<rolecall-points-section
    .status=${status}
    .rewards=${rewards.rewards}
    .problem=${rewards.problem}
    .isLoading=${rewards.isLoading}
    .features=${Object.keys(policy.policy ?? {})}
    .settings=${state.settings.values}
    .marks=${state.saving.marks}
    .disabled=${isDisabled}
    @rolecall-edit=${({ edit }: EditEvent<RewardEdit | SettingsEdit>) => state.onPoints(edit)}
  >
    <rolecall-connect
      isExplained
      .status=${status}
      .error=${login.error}
      .isStarting=${login.isStarting}
      .now=${Date.now()}
      @rolecall-connect=${state.onConnect}
    ></rolecall-connect>
  </rolecall-points-section>`;
}
