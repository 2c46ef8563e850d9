// What the settings page needs after its first picture on every section: what there is to tell.
import { html, nothing } from 'lit';
import type { TroubleEvent } from '../../components/trouble-bar.ts';
import { healthTroubles } from '../../lib/format/health-trouble.ts';
import { type Trouble, troublesOf } from '../../lib/format/troubles.ts';
import { saveErrorText } from '../../lib/format/save-errors.ts';
import type { Kind } from '../../../server/core/roles.ts';
import type { Section } from '../../lib/state/settings-sections.ts';
import { settleWarning } from '../../lib/state/settle-warning.ts';
import type { Status } from '../../lib/state/view-state.ts';
import type { SettingsState } from './settings-state.ts';
import '../../components/trouble-bar.ts';

/** All that the streamer has to know. */
export function renderTroubles(state: SettingsState, section: Section) {
  const { status } = state.live;
  if (!status || state.live.state === 'away') return nothing;
  return html`<rolecall-troubles
    all
    .items=${[...(section === 'home' ? healthOf(state, status) : []), ...troublesOf(status, section)]}
    .isSettings=${true}
    .isDisabled=${state.isDisabled}
    @rolecall-trouble=${(event: TroubleEvent) => void onTrouble(state, event)}
  ></rolecall-troubles>`;
}

/** What is wrong with the lists; what is wrong with the login, Home's first row says. */
function healthOf({ login }: SettingsState, status: Status): Trouble[] {
  if (status.state === 'disconnected') return [];
  const isToldBelow = (login.status?.missing.length ?? 0) > 0;
  const troubles = healthTroubles({ status, login: login.status, now: Date.now() });
  return troubles.filter(({ acts }) => !isToldBelow || !acts.some(({ kind }) => kind === 'login'));
}

async function onTrouble(state: SettingsState, event: TroubleEvent): Promise<void> {
  const { client, saving } = state;
  try {
    if (event.act?.kind === 'login') return await logIn(state);
    if (event.act?.kind === 'sync') return await readAgain(state, event.act.kinds);
    const words = await settleWarning(client, event);
    if (words !== null) saving.show({ text: words });
  } catch (error) {
    saving.show({ text: saveErrorText(error) });
  }
}

async function logIn({ login }: SettingsState): Promise<void> {
  location.hash = 'connect';
  if (!login.status?.pending && login.status?.clientId !== null) await login.connect(null);
}

/** A second press while lists are read does nothing. */
async function readAgain({ client, live, saving }: SettingsState, kinds: readonly Kind[]): Promise<void> {
  if (live.status?.running) return;
  const params = { source: 'manual-ui', force: true, kinds: [...kinds] };
  const result = await client.call('sync.run', params, { timeoutMs: 0 }); // big channels take minutes
  if (!('outcome' in result)) return;
  const { outcomeWords } = await import('../../lib/format/sync-outcome.ts');
  saving.show({ text: outcomeWords(result, true) });
}
