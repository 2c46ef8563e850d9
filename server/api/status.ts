import type { Result } from '../protocol/actions.ts';
import type { EventData } from '../protocol/events.ts';
import type { KindFactsShown, StatusFacts } from './status-facts.ts';
import type { RunFacts } from './sync-port.ts';
import type { TwitchFacts } from './twitch-port.ts';
import { toTime, toTimeOrNull } from './wire.ts';

type WireStatus = Result<'sync.status'>;
type WireRun = EventData<'sync.finished'>;

export function toStatus(facts: StatusFacts): WireStatus {
  const { state, message, channel, kinds, running, eventsub, stream } = facts;
  return {
    state,
    message,
    channel,
    kinds: {
      subscribers: kindStatus(kinds.subscribers),
      vips: kindStatus(kinds.vips),
      moderators: kindStatus(kinds.moderators),
    },
    running: running && { ...running, startedAt: toTime(running.startedAt) },
    nextSyncAt: toTimeOrNull(facts.nextSyncAt),
    eventsub: { state: eventsub.state, since: toTimeOrNull(eventsub.since) },
    stream: { live: stream.live, startedAt: toTimeOrNull(stream.startedAt) },
  };
}

function kindStatus(facts: KindFactsShown): WireStatus['kinds']['vips'] {
  return {
    ...facts,
    lastSuccessAt: toTimeOrNull(facts.lastSuccessAt),
    lastAttemptAt: toTimeOrNull(facts.lastAttemptAt),
  };
}

export function toRun(run: RunFacts): WireRun {
  return {
    ...run,
    startedAt: toTime(run.startedAt),
    success: isSuccess(run),
    kinds: run.kinds.map((result) => ({ ...result })),
  };
}

export function toTwitchStatus(facts: TwitchFacts): Result<'twitch.status'> {
  const { pending, channel } = facts;
  return {
    ...facts,
    channel: channel && { ...channel },
    scopes: [...facts.scopes],
    missing: facts.missing.map((each) => ({ ...each })),
    pending: pending && { ...pending, expiresAt: toTime(pending.expiresAt) },
  };
}

export function isSuccess(run: RunFacts): boolean {
  return run.kinds.every((result) => result.error === null);
}
