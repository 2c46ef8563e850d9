import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { TrialEdit } from '../../../lib/state/trial.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/home-section.ts';
import '../../../components/settings/try-viewer.ts';

export function render(state: SettingsState) {
  const { trial } = state;
  return html`<rolecall-home-section
      .login=${state.login.status}
      .lists=${state.live.status}
      .callers=${state.callers.known}
      .now=${Date.now()}
      .origin=${location.origin}
    ></rolecall-home-section>
    <rolecall-try
      .features=${Object.keys(state.policy.policy ?? { tts: null })}
      .answer=${trial.answer}
      .error=${trial.error}
      .isAsking=${trial.isAsking}
      .disabled=${state.isDisabled}
      @rolecall-edit=${({ edit }: EditEvent<TrialEdit>) => void trial.ask(edit)}
    ></rolecall-try>`;
}
