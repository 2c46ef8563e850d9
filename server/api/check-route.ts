import { ACTIONS, type Result } from '../protocol/actions.ts';
import type { FlatCheckAnswer } from '../protocol/check.ts';
import { checkFormat, explain, type Reply } from '../protocol/envelope.ts';
import { paramsFromQuery } from '../protocol/query.ts';
import { wholeName } from './check-query.ts';
import { type Caller, failure, type Router } from './router.ts';

/** What HTTP sends: `text` if the caller asked for one word, else JSON. */
export interface CheckReply {
  readonly status: number | null;
  readonly text: string | null;
  readonly json: unknown;
}

/** Asks what `GET /api/check` asks. What is known at once is no promise: waiting would take as long as all the rest. */
export function askCheck(router: Router, query: URLSearchParams, caller: Caller): Reply | Promise<Reply> {
  const format = query.get('format');
  const wanted = format === null ? null : checkFormat().safeParse(format.toLowerCase());
  if (wanted?.success === false) {
    router.noteWrong(caller, 'access.check', { code: 'wrong_value', param: 'format' });
    return failure('invalid_params', `format: ${explain(wanted.error)}`);
  }
  return askWhole(router, withoutStamp(query), ['format', 'token'], caller);
}

/** The same answer as that of `access.check`, flat, for tools that can only fetch a URL. */
export function toCheckReply(reply: Reply, query: URLSearchParams): CheckReply {
  if (wantsText(query)) return { status: 200, text: oneWord(reply), json: null };
  if (!reply.ok) return { status: null, text: null, json: reply };
  return { status: 200, text: null, json: flat(reply.result as Result<'access.check'>) };
}

/** Whether the answer is to be one word. */
export function wantsText(query: URLSearchParams): boolean {
  return query.get('format')?.toLowerCase() === 'text';
}

/** Without what a tool put in so that no cache answers: it is no part of a name. */
function withoutStamp(query: URLSearchParams): URLSearchParams {
  if (!query.has('_')) return query;
  const asked = new URLSearchParams(query);
  asked.delete('_');
  return asked;
}

/** `access.check` of a query in which a name may be that was not encoded. @param notAsked what is no param of it */
export function askWhole(
  router: Router,
  query: URLSearchParams,
  notAsked: readonly string[],
  caller: Caller,
): Reply | Promise<Reply> {
  const whole = wholeName(query);
  if (typeof whole === 'string') {
    router.noteWrong(caller, 'access.check', { code: 'unknown_param', param: null });
    return failure('invalid_params', `name: has to stand last, but "${whole}" stands behind it`);
  }
  const params = paramsFromQuery(ACTIONS['access.check'].params, whole, notAsked);
  return router.dispatch('access.check', params, caller);
}

function oneWord(reply: Reply): string {
  if (!reply.ok) return 'error';
  return (reply.result as Result<'access.check'>).allowed ? 'allow' : 'deny';
}

/** Nothing nested: these tools make one variable of each field. Written out: spreading takes longer than all the rest. */
function flat(answer: Result<'access.check'>): FlatCheckAnswer {
  const { user, roles, perks, evidence } = answer;
  return {
    allowed: answer.allowed,
    feature: answer.feature,
    reason: answer.reason,
    message: answer.message,
    tier: answer.tier,
    expiresAt: answer.expiresAt,
    retryAfterMs: answer.retryAfterMs,
    decision: answer.allowed ? 'allow' : 'deny',
    userId: user.userId,
    userLogin: user.userLogin,
    userDisplayName: user.userDisplayName,
    isBroadcaster: roles.includes('broadcaster'),
    isSubscriber: roles.includes('subscriber'),
    isVip: roles.includes('vip'),
    isModerator: roles.includes('moderator'),
    voice: perks.voice,
    maxChars: perks.maxChars,
    maxSeconds: perks.maxSeconds,
    volume: perks.volume,
    syncedAt: evidence.syncedAt,
    stale: evidence.stale,
    live: evidence.live,
    source: evidence.source,
  };
}
