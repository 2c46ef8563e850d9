import type { LoginView } from '../channel/login.ts';
import type { KindView, StatusView } from '../channel/status.ts';
import { viewOf } from '../core/problem.ts';
import type { PeersView } from '../peers/peers.ts';
import type { PeerState } from '../peers/supervisor.ts';
import type { Result } from '../protocol/actions.ts';
import type { EventData } from '../protocol/events.ts';
import type { RunRecord } from '../sync/ports.ts';
import { toTime, toTimeOrNull } from './wire.ts';

type WireStatus = Result<'sync.status'>;
type WireRun = EventData<'sync.finished'>;

export function toStatus(status: StatusView): WireStatus {
  const { state, message, channel, warnings, kinds, running, eventsub, stream } = status;
  return {
    state,
    message,
    channel,
    warnings: warnings.map(({ code, message, fix, at }) => ({ code, message, fix, at: toTime(at) })),
    kinds: {
      subscribers: kindStatus(kinds.subscribers),
      vips: kindStatus(kinds.vips),
      moderators: kindStatus(kinds.moderators),
    },
    running: running && { ...running, startedAt: toTime(running.startedAt) },
    nextSyncAt: toTimeOrNull(status.nextSyncAt),
    eventsub: { state: eventsub.state, since: toTimeOrNull(eventsub.since) },
    stream: { live: stream.live, startedAt: toTimeOrNull(stream.startedAt) },
  };
}

function kindStatus(kind: KindView): WireStatus['kinds']['vips'] {
  return {
    ...kind,
    lastSuccessAt: toTimeOrNull(kind.lastSuccessAt),
    live: kind.live,
    lastAttemptAt: toTimeOrNull(kind.lastAttemptAt),
  };
}

export function toRun(run: RunRecord): WireRun {
  return {
    ...run,
    startedAt: toTime(run.startedAt),
    success: isSuccess(run),
    kinds: run.kinds.map((result) => ({ ...result })),
  };
}

export function toTwitchStatus(login: LoginView): Result<'twitch.status'> {
  const { pending, channel } = login;
  return {
    ...login,
    channel: channel && { ...channel },
    scopes: [...login.scopes],
    missing: login.missing.map((each) => ({ ...each })),
    pending: pending && { ...pending, expiresAt: toTime(pending.expiresAt) },
  };
}

export function isSuccess(run: RunRecord): boolean {
  return run.kinds.every((result) => result.error === null);
}

export function toPeers({ streamerbot, speakerbot, obs }: PeersView): Result<'peers.get'> {
  return {
    streamerbot: { ...streamerbot, state: toState(streamerbot.state) },
    speakerbot: { ...speakerbot, state: toState(speakerbot.state) },
    obs: { ...obs, state: toState(obs.state) },
  };
}

function toState({ status, since, problem }: PeerState): Result<'peers.get'>['obs']['state'] {
  return { status, since: toTime(since), problem: problem && viewOf(problem) };
}
