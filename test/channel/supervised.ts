import type { Clock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { systemClock } from '../../server/clock.ts';
import { ROLE_AND_STREAM_TYPES } from '../../server/twitch/event-types.ts';
import { createListener } from '../../server/twitch/listener.ts';
import { SafeApiClient } from '../../server/twitch/safe-api-client.ts';
import { EventSubSupervisor } from '../../server/twitch/supervisor.ts';
import { TwitchHttp } from '../../server/twitch/twitch-http.ts';
import { onEnd } from '../support/endings.ts';
import { fastClock } from '../support/fast-clock.ts';
import { BROADCASTER, CLIENT_ID, pause, recordingLog, SCOPES, until } from './harness.ts';

/** The supervisor's seconds are so much shorter; twurple's and Twitch's are real. */
const FASTER = 20;

/** How many were started in this test. */
let running = 0;

export interface Supervised {
  readonly simulator: Simulator;
  readonly supervisor: EventSubSupervisor;
  /** The supervisor's. */
  readonly clock: Clock;
  readonly told: { lost: number; live: number; revoked: number };
  readonly lines: string[];
  readonly heard: string[];
  connects(): number;
}

export async function supervised(
  simulator: Simulator,
  { scopes = SCOPES, clock = fastClock(FASTER) }: { scopes?: readonly string[]; clock?: Clock } = {},
): Promise<Supervised> {
  const { accessToken } = simulator.issueToken({ clientId: CLIENT_ID, scopes });
  const token = { clientId: CLIENT_ID, accessToken };
  const { log, lines } = recordingLog();
  const told = { lost: 0, live: 0, revoked: 0 };
  const heard: string[] = [];
  const apiClient = (): SafeApiClient =>
    new SafeApiClient({
      http: new TwitchHttp({ clock: systemClock, log: silentLog, random: () => 0.5 }),
      tokens: { current: () => token, replace: () => Promise.resolve(null) },
      clientId: CLIENT_ID,
      userId: BROADCASTER,
      scopes: () => scopes,
      signal: new AbortController().signal,
    });
  const facts = {
    onRole: (kind: string, user: { userId: string }, detail: object | null) =>
      void heard.push(`${detail ? '+' : '-'}${kind} ${user.userId}`),
    onResub: (user: { userId: string }) => void heard.push(`resub ${user.userId}`),
    onStream: (isLive: boolean) => void heard.push(isLive ? 'online' : 'offline'),
    onBan: () => undefined,
    onUnban: () => undefined,
    onRedemption: () => undefined,
    onDropped: (type: string, why: string) => void heard.push(`${type} ${why}`),
  };
  let state = 'off';
  const supervisor = new EventSubSupervisor({
    clock,
    log,
    random: () => 0.5,
    create: (events) =>
      createListener(
        { apiClient: apiClient(), broadcasterId: BROADCASTER, facts, twitchNow: Date.now },
        events,
      ),
    onChange: () => {
      if (supervisor.state === state) return;
      state = supervisor.state;
      if (state === 'live') told.live++;
    },
    onHeard: () => undefined,
    onUnheard: () => told.lost++,
    onRevoked: () => told.revoked++,
  });
  onEnd(async () => {
    supervisor.stop();
    if (--running > 0) return;
    // Whatever it was in the middle of: nothing stays open, nothing comes back.
    await until('the end of every socket', () => simulator.eventsub.socketCount === 0);
    const before = simulator.requests.countOf('/ws');
    await pause(100);
    if (simulator.requests.countOf('/ws') > before) throw new Error('it connected after it was stopped');
  });
  running++;
  supervisor.start(ROLE_AND_STREAM_TYPES);
  const connects = (): number => simulator.requests.countOf('/ws');
  return { simulator, supervisor, clock, told, lines, heard, connects };
}

export const isLive = ({ supervisor, lines }: Supervised): Promise<void> =>
  until('events', () => supervisor.state === 'live', { tell: () => lines.join('\n') });
