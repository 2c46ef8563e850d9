import { Agent, request } from 'node:http';
import type { TwitchReady } from './rolecall-process.ts';

interface Page {
  readonly data: readonly unknown[];
  readonly pagination: { readonly cursor?: string };
}

/**
 * Reads the first pages of the subscribers one after the other with Node's own client, and keeps nothing.
 * @returns how long a page took, ms
 */
export async function readBare({ port, token, broadcasterId }: TwitchReady, most: number): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${token}`, 'client-id': 'simulator-client' };
  const query = new URLSearchParams({ broadcaster_id: broadcasterId, first: '100' });
  const ask = (): Promise<Page> =>
    new Promise((done, failed) => {
      request(
        `http://127.0.0.1:${port}/mock/subscriptions?${query.toString()}`,
        { agent, headers },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => done(JSON.parse(text) as Page));
        },
      )
        .on('error', failed)
        .end();
    });
  await ask(); // connects
  const start = performance.now();
  for (let pages = 1; ; pages++) {
    const { cursor } = (await ask()).pagination;
    if (cursor) query.set('after', cursor);
    if (!cursor || pages === most) {
      agent.destroy();
      return (performance.now() - start) / pages;
    }
  }
}
