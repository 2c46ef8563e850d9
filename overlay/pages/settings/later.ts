// What the settings page needs after its first picture: what there is to tell, the help, and the longest section.
import { html, nothing } from 'lit';
import type { EditEvent } from '../../components/settings/events.ts';
import type { TroubleEvent } from '../../components/trouble-bar.ts';
import { troublesOf } from '../../lib/format/troubles.ts';
import { saveErrorText } from '../../lib/format/errors.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import type { PeersEdit } from '../../lib/state/peers-editor.ts';
import type { ProgramEdit } from '../../lib/state/program-actions.ts';
import { settleWarning } from '../../lib/state/settle-warning.ts';
import type { SettingsState } from './settings-state.ts';
import '../../components/settings/help-section.ts';
import '../../components/settings/integrations-section.ts';
import '../../components/settings/program-card.ts';
import '../../components/trouble-bar.ts';

/** All that the streamer has to know. */
export function renderTroubles(state: SettingsState, section: Section) {
  const { status } = state.live;
  if (!status || state.live.state === 'away') return nothing;
  return html`<rolecall-troubles
    all
    .items=${troublesOf(status, section)}
    .isSettings=${true}
    .isDisabled=${state.isDisabled}
    @rolecall-trouble=${(event: TroubleEvent) => void onTrouble(state, event)}
  ></rolecall-troubles>`;
}

async function onTrouble({ client, saving }: SettingsState, event: TroubleEvent): Promise<void> {
  try {
    const words = await settleWarning(client, event);
    if (words !== null) saving.show({ text: words });
  } catch (error) {
    saving.show({ text: saveErrorText(error) });
  }
}

/** A section that is loaded later; nothing if it is another one. */
export function renderLater(section: Section, state: SettingsState) {
  if (section === 'help') return renderHelp(state);
  return section === 'integrations' ? renderIntegrations(state) : nothing;
}

function renderIntegrations({ policy, peers, saving, isDisabled }: SettingsState) {
  return html`<rolecall-integrations-section
    .origin=${location.origin}
    .policy=${policy.policy}
    .peers=${peers.peers}
    .actions=${peers.actions}
    .marks=${saving.marks}
    .disabled=${isDisabled}
    @rolecall-edit=${({ edit }: EditEvent<PeersEdit>) => void peers.edit(edit)}
  ></rolecall-integrations-section>`;
}

function renderHelp(state: SettingsState) {
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
      .log=${program.log}
      .marks=${state.saving.marks}
      .disabled=${state.isDisabled}
      @rolecall-edit=${({ edit }: EditEvent<ProgramEdit>) => void program.edit(edit)}
    ></rolecall-program>`;
}
