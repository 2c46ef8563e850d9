import { ApiError } from '../core/problem.ts';
import { toLogin, type User } from '../core/roles.ts';
import type { RosterView, Viewer } from '../core/roster.ts';
import type { Live } from './live.ts';
import type { TwitchLogin } from '../twitch/login.ts';
import { findUser } from '../twitch/people.ts';
import type { TwitchHttp } from '../twitch/twitch-http.ts';

export interface ViewerLookUpParts {
  readonly roster: RosterView;
  readonly http: TwitchHttp;
  readonly login: TwitchLogin;
  readonly live: Pick<Live, 'refresh'>;
}

/** Whom to ask for: by name or by id. */
interface Asked {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
}

const LIMIT_MS = 30_000;

/**
 * Asks Twitch about one viewer, known or not, and answers what is known then.
 * @throws Problem
 */
export async function lookUpViewer(parts: ViewerLookUpParts, who: Asked, source: string): Promise<Viewer> {
  if (!parts.login.channel()) throw new ApiError('not_connected', 'Rolecall is not logged in to Twitch.');
  const user = await lookUpAccount(parts, who);
  await parts.live.refresh(user, source);
  return parts.roster.byId(user.userId) ?? withoutRoles(user);
}

/**
 * The account behind a name, or the names of an id, as Twitch says now: logins change hands.
 * @throws ApiError `not_found` if Twitch knows nobody, or SyncError
 */
export async function lookUpAccount(
  parts: Omit<ViewerLookUpParts, 'live'>,
  who: Asked,
  limitMs: number = LIMIT_MS,
): Promise<User> {
  const { http, login, roster } = parts;
  const known = who.userId === undefined ? roster.byName(who.user ?? '') : roster.byId(who.userId);
  // A display name in other letters than the login is no login that Twitch could be asked for.
  const asked = toLogin(who.user ?? '');
  const name = /^\w{1,25}$/.test(asked) ? asked : (known?.userLogin ?? '');
  const question = who.userId === undefined ? { login: name } : { id: who.userId };
  const isAskable = who.userId === undefined ? name !== '' : /^\d{1,20}$/.test(who.userId);
  const found = isAskable ? await findUser(http, login, question, AbortSignal.timeout(limitMs)) : null;
  if (found) return found;
  throw new ApiError('not_found', `Twitch knows nobody called "${who.userId ?? who.user ?? ''}".`);
}

function withoutRoles(user: User): Viewer {
  return { ...user, subscribers: null, vips: null, moderators: null };
}
