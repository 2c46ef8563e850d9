import type { AskFor } from '../access/ports.ts';
import { ApiError } from '../core/problem.ts';
import type { User } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import type { Viewer } from '../core/viewer.ts';
import type { Account } from './account.ts';
import type { Live } from './live.ts';
import { findUser } from '../twitch/people.ts';
import type { TwitchHttp } from '../twitch/twitch-http.ts';

export interface ViewerLookUpDeps {
  readonly roster: RosterView;
  readonly http: TwitchHttp;
  readonly login: Account;
  readonly live: Pick<Live, 'refresh'>;
}

const LIMIT_MS = 30_000;

/**
 * Asks Twitch about one viewer, known or not, and answers what is known then.
 * @throws Problem
 */
export async function lookUpViewer(deps: ViewerLookUpDeps, who: AskFor, source: string): Promise<Viewer> {
  if (!deps.login.channel()) throw new ApiError('not_connected', 'Rolecall is not logged in to Twitch.');
  const user = await lookUpAccount(deps, who);
  await deps.live.refresh(user, source);
  return deps.roster.byId(user.userId) ?? withoutRoles(user);
}

/**
 * The account behind a name, or the names of an id, as Twitch says now: logins change hands.
 * @throws ApiError `not_found` if Twitch knows nobody, or SyncError
 */
export async function lookUpAccount(
  deps: Pick<ViewerLookUpDeps, 'http' | 'login' | 'roster'>,
  who: AskFor,
  limitMs: number = LIMIT_MS,
): Promise<User> {
  // A relay is asked about the lists only: whom they told of is known, and nobody else.
  const listed = deps.login.isRelayed ? knownUser(deps.roster, who) : null;
  if (listed) return listed;
  const question = 'login' in who ? who : { id: who.userId };
  const found = await findUser(deps.http, deps.login, question, AbortSignal.timeout(limitMs));
  if (found) return found;
  const whom = 'login' in who ? `called "${who.login}"` : `with the id ${who.userId}`;
  throw new ApiError('not_found', `Twitch knows nobody ${whom}.`);
}

function knownUser(roster: RosterView, who: AskFor): User | null {
  return ('login' in who ? roster.byLogin(who.login) : roster.byId(who.userId)) ?? null;
}

function withoutRoles(user: User): Viewer {
  return { ...user, subscribers: null, vips: null, moderators: null };
}
