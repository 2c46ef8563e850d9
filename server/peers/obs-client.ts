import { EventSubscription, OBSWebSocket, OBSWebSocketError } from 'obs-websocket-js/json';
import type { WebSocket } from 'ws';
import type { Clock, Timer } from '../core/clock.ts';
import { PeerProblem, placeOf, type Target } from './problem.ts';
import type { PeerSession, SessionEvents } from './supervisor.ts';

export interface ObsTarget extends Target {
  readonly password: string | null;
}

export interface ObsEvents extends SessionEvents {
  /** Whether OBS streams: told once at the beginning and whenever it changes. */
  onStreaming(isStreaming: boolean): void;
}

const LOOK_MS = 30_000;
const ANSWER_LIMIT_MS = 10_000;
/** obs-websocket closes with this number when the password is wrong or missing. */
const AUTHENTICATION_FAILED = 4009;

/** The vendor's client waits up to half a minute for a server that does not say goodbye. */
class Connection extends OBSWebSocket {
  drop(): void {
    (this.socket as unknown as WebSocket | undefined)?.terminate();
  }
}

/** Connects to obs-websocket 5 and listens to the stream's beginning and end, nothing else. */
export function connectObs(target: ObsTarget, clock: Clock, events: ObsEvents): PeerSession {
  const obs = new Connection();
  let isReady = false;
  let isOver = false;
  let told: boolean | null = null;
  let timer: Timer | null = null;
  let limit: Timer | null = null;

  const end = (problem: PeerProblem | null): void => {
    if (isOver) return;
    isOver = true;
    timer?.cancel();
    limit?.cancel();
    obs.removeAllListeners();
    obs.drop();
    if (problem) events.onLost(problem);
  };
  const explain = (error: unknown): PeerProblem => {
    const code = error instanceof OBSWebSocketError ? error.code : 0;
    if (code === AUTHENTICATION_FAILED) return target.password === null ? passwordNeeded : wrongPassword;
    if (isReady) return lost;
    // -1 is a socket that failed; its own words for a handshake that did are about the protocol.
    const isSocket = code === -1 && !/protocol|Unexpected server response/.test(String(error));
    return isSocket ? unreachable(target) : noAnswer(target);
  };
  const tell = (isStreaming: boolean): void => {
    if (isOver || told === isStreaming) return;
    told = isStreaming;
    events.onStreaming(isStreaming);
  };
  /** Also the heartbeat: a socket whose other end is gone says nothing by itself. */
  const look = async (): Promise<void> => {
    limit = clock.after(ANSWER_LIMIT_MS, () => end(isReady ? lost : noAnswer(target)));
    const { outputActive } = await obs.call('GetStreamStatus');
    limit.cancel();
    if (isOver) return;
    if (!isReady) {
      isReady = true;
      events.onReady();
    }
    tell(outputActive);
    timer = clock.after(LOOK_MS, () => void look().catch((error: unknown) => end(explain(error))));
  };
  obs.on('StreamStateChanged', ({ outputState }) => {
    if (outputState === 'OBS_WEBSOCKET_OUTPUT_STARTED') tell(true);
    if (outputState === 'OBS_WEBSOCKET_OUTPUT_STOPPED') tell(false);
  });
  obs.on('ConnectionClosed', (error) => {
    if (isReady) end(explain(error));
  });
  obs
    .connect(`ws://${placeOf(target)}`, target.password ?? undefined, {
      eventSubscriptions: EventSubscription.Outputs,
    })
    .then(look)
    .catch((error: unknown) => end(explain(error)));
  return { end: () => end(null) };
}

const passwordFix = 'It is in OBS under Tools > WebSocket Server Settings > Show Connect Info.';
const passwordNeeded = new PeerProblem('password_needed', 'OBS wants a password.', passwordFix);
const wrongPassword = new PeerProblem('wrong_password', 'OBS refuses the password.', passwordFix);
const lost = new PeerProblem('lost', 'The connection to OBS is gone.');

function unreachable(target: Target): PeerProblem {
  return new PeerProblem(
    'unreachable',
    `OBS cannot be reached at ${placeOf(target)}.`,
    'Start OBS, and tick "Enable WebSocket server" under Tools > WebSocket Server Settings.',
  );
}

function noAnswer(target: Target): PeerProblem {
  return new PeerProblem(
    'no_answer',
    `What answers at ${placeOf(target)} is not OBS.`,
    'Compare the port with the one in OBS under Tools > WebSocket Server Settings.',
  );
}
