import { html, type TemplateResult } from 'lit';
import type { ConnectEdit } from '../../components/settings/connect-section.ts';
import type { DataEdit } from '../../lib/state/data-actions.ts';
import type { EditEvent } from '../../components/settings/events.ts';
import type { SettingsEdit } from '../../lib/state/settings-editor.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import type { RewardEdit } from '../../lib/state/reward-editor.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import type { TokenEdit } from '../../lib/state/token-list.ts';
import type { SettingsState } from './settings-state.ts';
import '../../components/settings/access-section.ts';
import '../../components/settings/badge-section.ts';
import '../../components/settings/computers-section.ts';
import '../../components/settings/connect-section.ts';
import '../../components/settings/data-section.ts';
import '../../components/settings/points-section.ts';
import '../../components/settings/sentences-section.ts';
import '../../components/settings/sync-section.ts';

/** A section with its data and its edits. @param later the section, if it is one of those that are loaded later */
export function renderSection(section: Section, state: SettingsState, later: unknown): TemplateResult {
  const { live, login, policy, tokens, isDisabled: disabled } = state;
  const { marks } = state.saving;
  const { values } = state.settings;
  const { status } = login;
  switch (section) {
    case 'connect':
      return html`<rolecall-connect-section
        .status=${status}
        .error=${login.error}
        .isStarting=${login.isStarting}
        .isDemo=${live.isDemo}
        .now=${Date.now()}
        .marks=${marks}
        .disabled=${disabled}
        @rolecall-connect=${state.onConnect}
        @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => void login.disconnect(edit.deleteData)}
      ></rolecall-connect-section>`;
    case 'access':
      return html`<rolecall-access-section
        .policy=${policy.policy}
        .marks=${marks}
        .disabled=${disabled}
        @rolecall-edit=${({ edit }: EditEvent<PolicyEdit>) => state.after(policy.edit(edit))}
      ></rolecall-access-section>`;
    case 'points':
      return renderPoints(state);
    case 'texts':
      return html`<rolecall-sentences-section
        .settings=${values}
        .marks=${marks}
        .disabled=${disabled}
        @rolecall-edit=${state.onSetting}
      ></rolecall-sentences-section>`;
    case 'sync':
      return html`<rolecall-sync-section
        .settings=${values}
        .status=${status}
        .marks=${marks}
        .disabled=${disabled}
        @rolecall-edit=${state.onSetting}
      ></rolecall-sync-section>`;
    case 'badge':
      return html`<rolecall-badge-section .origin=${location.origin}></rolecall-badge-section>`;
    case 'computers':
      return html`<rolecall-computers-section
        .tokens=${tokens.tokens}
        .addresses=${tokens.addresses}
        .made=${tokens.made}
        .now=${Date.now()}
        .marks=${marks}
        .disabled=${disabled}
        @rolecall-edit=${({ edit }: EditEvent<TokenEdit>) => void tokens.edit(edit)}
      ></rolecall-computers-section>`;
    case 'integrations':
    case 'help':
      return html`${later}`;
    case 'data':
      return html`<rolecall-data-section
        .imported=${state.data.imported}
        .marks=${marks}
        .disabled=${disabled}
        @rolecall-edit=${({ edit }: EditEvent<DataEdit>) => void state.onData(edit)}
      ></rolecall-data-section>`;
  }
}

function renderPoints(state: SettingsState): TemplateResult {
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
