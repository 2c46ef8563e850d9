import type { IncomingMessage } from 'node:http';
import { ok } from './reply.ts';
import type { Reply } from './reply.ts';

const ELSEWHERE = '/elsewhere';

/** Where a redirect fault sends a call. `localhost` and `127.0.0.1` are two hosts to whoever compares names. */
export function redirect(
  request: IncomingMessage,
  { status = 302, to = 'host' }: { status?: number; to?: string },
): Reply {
  return { status, headers: { Location: locationOf(request, to) } };
}

function locationOf({ url = '/', headers }: IncomingMessage, to: string): string {
  if (to === 'itself') return url;
  if (to === 'here') return ELSEWHERE + url;
  if (to !== 'host') return to;
  const [name = '', port = ''] = (headers.host ?? '').split(':');
  return `http://${name === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}${ELSEWHERE}${url}`;
}

/** A Twitch where every login is somebody else's and every list is empty: nothing that it says may be believed. */
export function answerElsewhere(path: string): Reply {
  if (path.endsWith('/auth/validate')) {
    const scopes = ['channel:read:subscriptions', 'channel:read:vips', 'moderation:read'];
    return ok({ client_id: 'elsewhere', login: 'elsewhere', user_id: '1', scopes, expires_in: 14_400 });
  }
  if (path.endsWith('/auth/token')) {
    return ok({ access_token: 'elsewhere', refresh_token: 'elsewhere', expires_in: 14_400, scope: [] });
  }
  return ok({ data: [], total: 0, points: 0, pagination: {} });
}
