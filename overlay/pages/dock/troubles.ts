import { html, nothing } from 'lit';
import type { TroubleEvent } from '../../components/trouble-bar.ts';
import { healthTroubles } from '../../lib/format/health-trouble.ts';
import { troubleOfQuestion } from '../../lib/format/mistakes.ts';
import { ageOf } from '../../lib/format/time.ts';
import { type Trouble, troublesOf } from '../../lib/format/troubles.ts';
import { settleWarning } from '../../lib/state/settle-warning.ts';
import { syncedAt } from '../../lib/state/view-state.ts';
import { healthTexts } from '../../lib/texts/health.ts';
import { language } from '../../lib/texts/language.ts';
import type { DockState } from './dock-state.ts';
import type { ViewerState } from './viewer-state.ts';
import '../../components/trouble-bar.ts';

const t = healthTexts[language];

/** What the streamer has to know, one thing at a time: first what is grave, last who asked wrongly. */
export function renderTroubles(dock: DockState, viewers: ViewerState) {
  const items = itemsOf(dock, viewers);
  return items.length === 0
    ? nothing
    : html`<rolecall-troubles
        .items=${items}
        .isDisabled=${dock.isOffline}
        @rolecall-trouble=${(event: TroubleEvent) => void onTrouble(dock, viewers, event)}
      ></rolecall-troubles>`;
}

function itemsOf(dock: DockState, { questions }: ViewerState): Trouble[] {
  const { status, state } = dock.live;
  // What was known is old: how to start Rolecall is the one thing to say.
  if (state === 'away') return [closedTrouble(dock)];
  if (!status) return [];
  // A dock that was never connected shows how to do that, and no more.
  const health = dock.isNew ? [] : healthTroubles({ status, login: dock.login.status, now: dock.now });
  const warnings = troublesOf(status, 'dock').filter(
    ({ key }) => key !== 'login_lost' || health.length === 0,
  );
  const all = [...health, ...warnings];
  return [
    ...all.filter(({ isGrave }) => isGrave),
    ...all.filter(({ isGrave }) => !isGrave),
    ...questions.news(dock.now).map(troubleOfQuestion),
  ];
}

function closedTrouble({ live, now }: DockState): Trouble {
  const at = live.status && syncedAt(live.status);
  const fix = at === null ? '' : t.closedSince(ageOf(at, now));
  return { key: 'closed', isGrave: false, says: t.closed, fix, acts: [], isClosable: false };
}

async function onTrouble(
  dock: DockState,
  { questions }: ViewerState,
  { kind, key, act }: TroubleEvent,
): Promise<void> {
  const { client, notices } = dock;
  if (act?.kind === 'login') return dock.logIn();
  if (act?.kind === 'sync') return dock.mend(act.kinds);
  if (kind === 'dismiss' && questions.hide(key)) return;
  await notices.watch(
    settleWarning(client, { kind, key }).then((words) => words !== null && notices.say(words)),
  );
}
