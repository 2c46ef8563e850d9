// What the settings page needs after its first picture on every section: what there is to tell.
import { html, nothing } from 'lit';
import type { TroubleEvent } from '../../components/trouble-bar.ts';
import { troublesOf } from '../../lib/format/troubles.ts';
import { saveErrorText } from '../../lib/format/save-errors.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import { settleWarning } from '../../lib/state/settle-warning.ts';
import type { SettingsState } from './settings-state.ts';
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
