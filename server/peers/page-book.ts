import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { ApiError } from '../core/problem.ts';
import type { RelayAnswer, RelayQuestion } from '../sync/ports.ts';
import { PeerProblem } from './problem.ts';

/** What Streamer.bot's action posts: Twitch's answer word by word, or why there is none. */
export interface PostedPage extends RelayAnswer {
  readonly nonce: string;
  readonly kind: string;
  readonly path: string;
  readonly channelId: string;
  /** null: Twitch answered. */
  readonly failed: 'not_logged_in' | 'unreachable' | 'timeout' | 'too_large' | null;
}

/** So long an answer is waited for. */
const LIMIT_MS = 30_000;

interface Open {
  readonly question: RelayQuestion;
  readonly resolve: (answer: RelayAnswer) => void;
  readonly reject: (problem: Error) => void;
  readonly close: () => void;
}

/**
 * The questions that wait for their answer. Each has a word that only Streamer.bot was told and that counts once: what
 * comes without it, again, too late, or about something else is not believed.
 */
export class PageBook {
  readonly #clock: Clock;
  readonly #open = new Map<string, Open>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param ask tells the question with its word; if that fails, so does the answer */
  expect(
    question: RelayQuestion,
    signal: AbortSignal,
    ask: (nonce: string) => Promise<void>,
  ): Promise<RelayAnswer> {
    const nonce = randomBytes(24).toString('base64url');
    return new Promise((resolve, reject) => {
      const fail = (problem: unknown): void => {
        close();
        reject(problem instanceof Error ? problem : noPage);
      };
      const onAbort = (): void => fail(signal.reason);
      const timer = this.#clock.after(LIMIT_MS, () => fail(noPage));
      const close = (): void => {
        this.#open.delete(nonce);
        timer.cancel();
        signal.removeEventListener('abort', onAbort);
      };
      this.#open.set(nonce, { question, resolve, reject, close });
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      ask(nonce).catch(fail);
    });
  }

  /** @throws ApiError if it is no answer to a question that waits */
  answer({ nonce, kind, path, channelId, failed, status, body, headers }: PostedPage): void {
    const open = this.#open.get(nonce);
    if (!open) throw new ApiError('not_found', 'Nobody asked for this page, or not any more.');
    open.close();
    const { question, resolve, reject } = open;
    if (kind !== question.kind || path !== question.path || channelId !== question.channelId) {
      reject(badPage);
      throw new ApiError('invalid_params', 'This page is about something else than was asked for.');
    }
    if (failed === null) resolve({ status, body, headers });
    else reject(FAILED[failed]);
  }

  /** Streamer.bot is gone: nothing of it is answered any more. */
  closeAll(problem: PeerProblem): void {
    for (const { close, reject } of [...this.#open.values()]) {
      close();
      reject(problem);
    }
  }
}

const noPage = new PeerProblem(
  'no_page',
  'Streamer.bot did not answer in time.',
  'Nothing to do: Rolecall tries again by itself. Streamer.bot’s log says more.',
);
const AGAIN = 'Nothing to do: Rolecall tries again by itself.';
const badPage = new PeerProblem(
  'bad_page',
  'Streamer.bot sent an answer that does not fit the question.',
  AGAIN,
);
export const notLoggedIn = new PeerProblem(
  'not_logged_in',
  'Streamer.bot is not logged in to Twitch.',
  'Log in there: Platforms > Twitch > Accounts, “Broadcaster Account”.',
);
const FAILED = {
  not_logged_in: notLoggedIn,
  unreachable: new PeerProblem(
    'twitch_unreachable',
    'Streamer.bot cannot reach Twitch.',
    'Check the internet connection.',
  ),
  timeout: new PeerProblem('no_page', 'Twitch does not answer Streamer.bot.', AGAIN),
  too_large: new PeerProblem('bad_page', 'Twitch sent Streamer.bot an answer that is far too long.', AGAIN),
} as const;
