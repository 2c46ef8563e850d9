import type { Auth, IssuedToken } from './auth.ts';
import { TwitchError, ok } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Users } from './users.ts';

/** One call to the token service. `params` holds form body and query string alike: real clients use either. */
export interface AuthCall {
  method: string;
  path: string;
  params: URLSearchParams;
  authorization: string | undefined;
  /** Where the simulator's own activation page lives. */
  origin: string;
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** `/auth/{device,token,validate,revoke}`. Throws TwitchError with Twitch's texts. */
export function answerAuth(call: AuthCall, auth: Auth, users: Users): Reply {
  switch (`${call.method} ${call.path}`) {
    case 'POST /auth/device':
      return startDevice(call, auth);
    case 'POST /auth/token':
      return issue(call, auth);
    case 'GET /auth/validate':
      return validate(call, auth, users);
    case 'POST /auth/revoke':
      return revoke(call, auth);
    default:
      throw new TwitchError(404, 'Not Found');
  }
}

function startDevice({ params, origin }: AuthCall, auth: Auth): Reply {
  const clientId = knownClient(params, auth);
  const { deviceCode, userCode } = auth.devices.start(clientId, splitScopes(params));
  return ok({
    device_code: deviceCode,
    expires_in: auth.devices.expiresS,
    interval: auth.devices.intervalS,
    user_code: userCode,
    verification_uri: `${origin}/activate?public=true&device-code=${userCode}`,
  });
}

function issue(call: AuthCall, auth: Auth): Reply {
  const grantType = call.params.get('grant_type');
  const clientId = knownClient(call.params, auth);
  if (grantType === DEVICE_GRANT) return tokenReply(exchangeDevice(call.params, clientId, auth));
  if (grantType !== 'refresh_token') throw new TwitchError(400, 'Invalid grant_type');
  if (auth.confidentialClientIds.has(clientId) && !call.params.get('client_secret')) {
    throw new TwitchError(400, 'missing client secret');
  }
  const issued = auth.refresh(call.params.get('refresh_token') ?? '', clientId);
  if (!issued) throw new TwitchError(400, 'Invalid refresh token');
  return tokenReply(issued);
}

function exchangeDevice(params: URLSearchParams, clientId: string, auth: Auth): IssuedToken {
  const request = auth.devices.find(params.get('device_code') ?? '');
  if (request?.clientId !== clientId) throw new TwitchError(400, 'invalid device code');
  if (request.state === 'pending' || request.userId === null)
    throw new TwitchError(400, 'authorization_pending');
  request.state = 'used';
  // The scopes of the poll are those of the token: a poll that leaves them out gets a token that can do nothing.
  const scopes = request.granted ?? splitScopes(params).filter((scope) => request.scopes.includes(scope));
  return auth.grant(clientId, request.userId, new Set(scopes));
}

function tokenReply({ accessToken, refreshToken, expiresInS, scopes }: IssuedToken): Reply {
  return ok({
    access_token: accessToken,
    expires_in: expiresInS,
    refresh_token: refreshToken,
    scope: [...scopes],
    token_type: 'bearer',
  });
}

function validate({ authorization = '' }: AuthCall, auth: Auth, users: Users): Reply {
  const token = auth.find(/^(?:OAuth|Bearer) (\S+)$/i.exec(authorization)?.[1] ?? '');
  // This one body comes without `error`.
  if (!token) return { status: 401, body: { status: 401, message: 'invalid access token' } };
  return ok({
    client_id: token.clientId,
    login: users.ensure(token.userId).userLogin,
    scopes: [...token.scopes],
    user_id: token.userId,
    expires_in: Math.floor((token.expiresAt - auth.now()) / 1000),
  });
}

function revoke({ params }: AuthCall, auth: Auth): Reply {
  const clientId = knownClient(params, auth);
  const accessToken = params.get('token') ?? '';
  if (auth.find(accessToken)?.clientId !== clientId) throw new TwitchError(400, 'Invalid token');
  auth.revoke(accessToken);
  return { status: 200 };
}

function knownClient(params: URLSearchParams, auth: Auth): string {
  const clientId = params.get('client_id');
  if (!clientId) throw new TwitchError(400, 'missing client id');
  if (!auth.clientIds.has(clientId)) throw new TwitchError(400, 'invalid client');
  return clientId;
}

/** `scopes`, in the plural, separated by spaces. */
function splitScopes(params: URLSearchParams): string[] {
  return (params.get('scopes') ?? '').split(' ').filter((scope) => scope !== '');
}
