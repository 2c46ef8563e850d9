import { type Problem, isProblem } from '../core/problem.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import {
  type Channel,
  type Relay,
  type RelayQuestion,
  SyncError,
  type SyncErrorCode,
} from '../sync/ports.ts';
import { parseBody } from './body.ts';
import { PATH_OF_KIND } from './role-source.ts';
import type { Received, Send, TwitchCall } from './tokens.ts';

/**
 * Sends calls through a program that has a token, for the three lists and nothing else. What is read, and how far it
 * is believed, is the same as with a token of our own: only the way is another.
 */
export function sendThrough(relay: Relay, channel: () => Channel | null): Send {
  return async (call, _token, signal): Promise<Received> => {
    const question = questionOf(call, channel());
    if (!question) throw needsLogin();
    try {
      const { status, body, headers } = await relay.ask(question, signal);
      return { status, headers: new Headers({ ...headers }), body: parseBody(body) };
    } catch (error) {
      throw isProblem(error) ? toSourceError(error) : error;
    }
  };
}

/** null: it is about something else than one of the lists of this channel. */
function questionOf({ type, path, method = 'GET', query = {} }: TwitchCall, channel: Channel | null) {
  const kind = KINDS.find((each: Kind) => PATH_OF_KIND[each] === path);
  if (type !== 'helix' || method !== 'GET' || !kind || !channel) return null;
  const { after, user_id: userIds } = query;
  const question: RelayQuestion = {
    kind,
    path,
    channelId: channel.userId,
    cursor: typeof after === 'string' ? after : null,
    userIds: userIds === undefined ? [] : [userIds].flat(),
  };
  return query['broadcaster_id'] === channel.userId ? question : null;
}

/** What a relay's problem is to a sync; the words stay. */
const CODES: Readonly<Partial<Record<string, SyncErrorCode>>> = {
  action_missing: 'source_not_set_up',
  not_logged_in: 'login_expired',
  twitch_unreachable: 'network',
  no_page: 'timeout',
  bad_page: 'bad_answer',
  cancelled: 'cancelled',
};

export function toSourceError(problem: Problem): SyncError {
  if (problem instanceof SyncError) return problem;
  const { code, message, fix } = problem;
  return new SyncError(CODES[code] ?? 'source_away', message, fix, { cause: problem });
}

export function needsLogin(): SyncError {
  return new SyncError(
    'needs_login',
    'Streamer.bot cannot do this for Rolecall: it needs a login of its own.',
    'Connect Twitch in the settings, under “Connect”.',
  );
}

/** Twitch's refusal of a token that is Streamer.bot's: connecting Rolecall again would not mend it. */
export function inRelaysWords(error: SyncError): SyncError {
  const { code, cause, scope } = error;
  const again = 'Log in to Twitch again in Streamer.bot, or connect Rolecall with a login of its own.';
  if (code === 'missing_scope') {
    const message = `Streamer.bot’s Twitch login lacks the permission “${scope}”.`;
    return new SyncError(code, message, again, { cause, scope });
  }
  // What the relay says of its own login is in its words already.
  if (code === 'login_expired' && !isProblem(cause))
    return new SyncError(code, 'Streamer.bot’s login to Twitch has ended.', again, { cause });
  return error;
}
