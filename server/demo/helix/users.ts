import { TwitchError, ok } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { SimUser } from '../users.ts';
import type { HelixCall, HelixRoute } from './context.ts';

/** GET /users: by `id` and `login` together up to 100; without either, the token's user. Unknown ones are absent. */
function getUsers(call: HelixCall): Reply {
  const ids = call.query.getAll('id');
  const logins = call.query.getAll('login');
  if (ids.length + logins.length > 100) throw new TwitchError(400, 'At most 100 ids and logins may be given');
  const { users } = call.truth;
  const found =
    ids.length + logins.length === 0
      ? [users.ensure(call.token.userId)]
      : [...ids.map((id) => users.get(id)), ...logins.map((login) => users.byLogin(login))];
  const known = new Map(
    found.filter((user) => user && user.userLogin !== '').map((user) => [user?.userId, user]),
  );
  return ok({ data: [...known.values()].map((user) => userRow(call, user as SimUser)) });
}

function userRow({ truth }: HelixCall, user: SimUser): Record<string, unknown> {
  return {
    id: user.userId,
    login: user.userLogin,
    display_name: user.userDisplayName,
    type: '',
    broadcaster_type: user.userId === truth.broadcasterId ? truth.broadcasterType : '',
    description: '',
    profile_image_url: `https://static-cdn.jtvnw.net/user-default-pictures-uv/${user.userId}-300x300.png`,
    offline_image_url: '',
    view_count: 0,
    created_at: '2018-03-04T05:06:07Z',
  };
}

/** GET /streams: only who is live is in the answer, so that empty data means offline. */
function getStreams({ query, truth, moment }: HelixCall): Reply {
  const stream = truth.streamAt(moment.time);
  const ids = query.getAll('user_id');
  const logins = query.getAll('user_login').map((login) => login.toLowerCase());
  if (ids.length > 100 || logins.length > 100) throw new TwitchError(400, 'At most 100 users may be given');
  const user = truth.users.ensure(truth.broadcasterId);
  const asked =
    ids.length + logins.length === 0 || ids.includes(user.userId) || logins.includes(user.userLogin);
  if (!stream || !asked) return ok({ data: [], pagination: {} });
  const row = {
    id: stream.id,
    user_id: user.userId,
    user_login: user.userLogin,
    user_name: user.userDisplayName,
    game_id: '509658',
    game_name: 'Just Chatting',
    type: 'live',
    title: stream.title,
    tags: [],
    viewer_count: 42,
    started_at: new Date(stream.startedAt).toISOString(),
    language: 'en',
    thumbnail_url: '',
    tag_ids: [],
    is_mature: false,
  };
  return ok({ data: [row], pagination: {} });
}

export const userRoutes: Record<string, HelixRoute> = {
  'GET /users': { scopes: [], handle: getUsers },
  'GET /streams': { scopes: [], handle: getStreams },
};
