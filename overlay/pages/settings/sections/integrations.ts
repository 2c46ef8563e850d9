import { html } from 'lit';
import type { EditEvent } from '../../../components/settings/events.ts';
import type { PeersEdit } from '../../../lib/state/peers-editor.ts';
import type { SettingsState } from '../settings-state.ts';
import '../../../components/settings/integrations-section.ts';

export function render({ policy, peers, saving, isDisabled }: SettingsState) {
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
