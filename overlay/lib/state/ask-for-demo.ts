import type { Result } from '../../../integrations/client/index.ts';
import { pageToken } from './page-token.ts';

type Reply = { ok: true; result: Result<'server.demo'> } | { ok: false; error: { message: string } };

/** The demo listens on the computer of Rolecall only: a page from elsewhere could not open it. */
export const canOpenDemo = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);

/**
 * Starts the demo, or finds the one that runs. Over HTTP: few ever press that button, and what it needs is
 * loaded for them alone.
 * @throws Error worded for the streamer; TypeError if the server does not answer
 */
export async function askForDemo(): Promise<string> {
  const token = pageToken();
  const response = await fetch('/api/actions/server.demo', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: '{}',
  });
  const reply = (await response.json()) as Reply;
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.result.url;
}
