import type { Clock } from '../core/clock.ts';
import { SyncError } from '../sync/ports.ts';
import type { TokenPair } from './auth.external.ts';
import { awaitApproval, type PendingLogin, startDeviceFlow } from './device-flow.ts';

/** What the streamer is shown. `expiresAt` is epoch ms. */
export interface ShownLogin {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresAt: number;
}

export interface DeviceLoginDeps {
  readonly clock: Clock;
  readonly onSecret: (secret: string) => void;
  /** A code can be shown, or not any more. */
  readonly onChange: () => void;
  /** Allowed by the streamer. What this throws is the login's problem. */
  readonly onToken: (clientId: string, pair: TokenPair, signal: AbortSignal) => Promise<void>;
  /** Nothing came of it. */
  readonly onFailed: (error: unknown) => void;
}

/** A login that was begun and waits for the streamer. */
interface Attempt {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly abort: AbortController;
  readonly started: Promise<PendingLogin>;
  pending: PendingLogin | null;
  /** Twitch does not know the code: it may have been declined. */
  isDoubtful: boolean;
}

/** The login that waits for the streamer: one at a time, shown again when asked for again. */
export class DeviceLogin {
  readonly #deps: DeviceLoginDeps;
  #attempt: Attempt | null = null;

  constructor(deps: DeviceLoginDeps) {
    this.#deps = deps;
  }

  get clientId(): string | null {
    return this.#attempt?.clientId ?? null;
  }

  get shown(): ShownLogin | null {
    return this.#attempt?.pending ? toShown(this.#attempt.pending) : null;
  }

  /**
   * Begins a login; one that waits already for the same is shown again.
   * @throws SyncError
   */
  async connect(clientId: string, scopes: readonly string[]): Promise<ShownLogin> {
    const attempt = this.#stillGood(clientId, scopes) ?? this.#begin(clientId, scopes);
    return toShown(await attempt.started);
  }

  /** Gives up the login that waits. */
  stop(): void {
    this.#attempt?.abort.abort();
    this.#attempt = null;
  }

  #stillGood(clientId: string, scopes: readonly string[]): Attempt | null {
    const attempt = this.#attempt;
    if (attempt?.clientId !== clientId || attempt.isDoubtful) return null;
    const isOver = attempt.pending !== null && this.#deps.clock.now() >= attempt.pending.expiresAt;
    return !isOver && scopes.every((scope) => attempt.scopes.includes(scope)) ? attempt : null;
  }

  #begin(clientId: string, scopes: readonly string[]): Attempt {
    this.stop();
    const abort = new AbortController();
    const started = startDeviceFlow(clientId, scopes, this.#deps.clock, abort.signal);
    const attempt: Attempt = { clientId, scopes, abort, started, pending: null, isDoubtful: false };
    this.#attempt = attempt;
    void this.#follow(attempt);
    return attempt;
  }

  async #follow(attempt: Attempt): Promise<void> {
    const { clock, onSecret, onChange, onToken, onFailed } = this.#deps;
    const { clientId, scopes, abort } = attempt;
    const pending = await attempt.started.catch(() => null);
    if (abort.signal.aborted) return;
    if (!pending) {
      // The caller is told why.
      this.#attempt = null;
      return;
    }
    onSecret(pending.code.deviceCode);
    attempt.pending = pending;
    onChange();
    try {
      const pair = await awaitApproval(clientId, scopes, pending, clock, abort.signal, (isDoubtful) => {
        attempt.isDoubtful = isDoubtful;
      });
      if (!pair) throw codeIsOver();
      await onToken(clientId, pair, abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) onFailed(error);
    }
    if (this.#attempt !== attempt) return;
    this.#attempt = null;
    onChange();
  }
}

function toShown({ code, expiresAt }: PendingLogin): ShownLogin {
  return { userCode: code.userCode, verificationUri: code.verificationUri, expiresAt };
}

function codeIsOver(): SyncError {
  return new SyncError('login_expired', 'The login code has run out or was declined.', 'Connect again.');
}
