import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { ObsTarget } from './obs-client.ts';
import { type PeerState, PeerSupervisor } from './supervisor.ts';

export interface ObsParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onChange: () => void;
  readonly onStarted: () => void;
  readonly onStopped: () => void;
}

/** Hears from OBS when the stream starts and stops. */
export class Obs {
  readonly #parts: ObsParts;
  readonly #supervisor: PeerSupervisor<{ end(): void }>;
  /** What OBS was last seen to do, across connections. */
  #isStreaming = false;

  constructor(parts: ObsParts) {
    this.#parts = parts;
    this.#supervisor = new PeerSupervisor({ ...parts, name: 'OBS' });
  }

  get state(): PeerState {
    return this.#supervisor.state;
  }

  start(target: ObsTarget): void {
    this.#isStreaming = false;
    this.#supervisor.start(async (events) => {
      const { connectObs } = await import('./obs-client.ts');
      const onStreaming = (isStreaming: boolean): void => this.#onStreaming(isStreaming);
      return connectObs(target, this.#parts.clock, { ...events, onStreaming });
    });
  }

  stop(): void {
    this.#supervisor.stop();
  }

  /** An OBS that never streamed has stopped nothing: the stream may come from another PC. */
  #onStreaming(isStreaming: boolean): void {
    if (this.#isStreaming === isStreaming) return;
    this.#isStreaming = isStreaming;
    if (isStreaming) this.#parts.onStarted();
    else this.#parts.onStopped();
  }
}
