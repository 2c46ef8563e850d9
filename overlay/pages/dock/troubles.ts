import { html, nothing } from 'lit';
import type { TroubleEvent } from '../../components/trouble-bar.ts';
import { troubleOfQuestion } from '../../lib/format/mistakes.ts';
import { troublesOf } from '../../lib/format/troubles.ts';
import { settleWarning } from '../../lib/state/settle-warning.ts';
import type { DockState } from './dock-state.ts';
import '../../components/trouble-bar.ts';

/** What the streamer has to know, one thing at a time: first what is grave, last who asked wrongly. */
export function renderTroubles(dock: DockState) {
  const { status, state } = dock.live;
  // What was known is old: away is the one thing to say.
  if (!status || state === 'away') return nothing;
  const items = [...troublesOf(status, 'dock'), ...dock.questions.news(dock.now).map(troubleOfQuestion)];
  return items.length === 0
    ? nothing
    : html`<rolecall-troubles
        .items=${items}
        .isDisabled=${dock.isOffline}
        @rolecall-trouble=${(event: TroubleEvent) => void onTrouble(dock, event)}
      ></rolecall-troubles>`;
}

async function onTrouble({ client, actions, questions }: DockState, event: TroubleEvent): Promise<void> {
  if (event.kind === 'dismiss' && questions.hide(event.key)) return;
  await actions.showFailure(
    settleWarning(client, event).then((words) => words !== null && actions.say(words)),
  );
}
