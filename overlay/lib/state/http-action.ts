import { RolecallError } from '../../../integrations/client/error.ts';
import type { ActionName, ClientErrorCode, Result } from '../../../integrations/client/index.ts';
import { pageToken } from './page-token.ts';

type Reply<T> = { ok: true; result: T } | { ok: false; error: { code: ClientErrorCode; message: string } };

/** The header with the token, if there is one. */
export function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/**
 * Runs an action over HTTP, for large params and for code without a client.
 * @throws RolecallError, `disconnected` if the server does not answer
 */
export async function postAction<A extends ActionName>(action: A, params: object): Promise<Result<A>> {
  const reply = await post<Result<A>>(`/api/actions/${action}`, params);
  if (!reply.ok) throw new RolecallError(reply.error.code, reply.error.message);
  return reply.result;
}

async function post<T>(path: string, params: object): Promise<Reply<T>> {
  try {
    const headers = { 'content-type': 'application/json', ...authorization(pageToken()) };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(params) });
    return (await response.json()) as Reply<T>;
  } catch (error) {
    throw new RolecallError('disconnected', String(error));
  }
}
