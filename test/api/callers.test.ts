import { WebSocket } from 'ws';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../server/protocol/actions.ts';
import { onEnd } from '../support/endings.ts';
import { TestClient } from '../support/ws-client.ts';
import { client, http, post, rolecall, TOKEN } from './support.ts';

const OBS = 'Mozilla/5.0 (Windows NT 10.0) Chrome/127.0.0.0 Safari/537.36 OBS/31.0.0';
const from = (agent: string) => ({ headers: { 'user-agent': agent } });
const known = async (port: number): Promise<Result<'callers.list'>> =>
  (await post(port, 'callers.list')).json.result as unknown as Result<'callers.list'>;

/** Connects a socket as a page does, and ends it. */
function connectPage(wsUrl: string, query: string, agent: string): Promise<void> {
  const socket = new WebSocket(`${wsUrl}${query}`, {
    headers: { 'user-agent': agent, origin: new URL(wsUrl.replace('ws', 'http')).origin },
  });
  onEnd(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
  });
}

describe('callers.list', () => {
  it('names the programs that asked, how often, last ones first', async () => {
    const { port } = await rolecall({ isConnected: false });
    expect(await known(port)).toEqual({ items: [], inObs: { dock: null, badge: null } });
    for (const agent of ['Streamer.bot/1.0.7', 'SAMMI', 'Streamer.bot/1.0.7'])
      await http(port, '/api/check?user=somebody&format=text', from(agent));
    const { items } = await known(port);
    expect(items.map(({ name, asked }) => [name, asked])).toEqual([
      ['Streamer.bot', 2],
      ['SAMMI', 1],
    ]);
    expect(Date.parse(items[0]!.lastAt)).toBeGreaterThanOrEqual(Date.parse(items[0]!.firstAt));
  });

  it('counts no look: neither ours nor one that records nothing', async () => {
    const { port } = await rolecall({ isConnected: false });
    await post(port, 'access.check', { user: 'somebody', record: false }, from('Tool/1'));
    const looking = { 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };
    await http(port, '/api/check?user=somebody', { headers: looking });
    expect((await known(port)).items).toEqual([]);
  });

  it('knows when OBS last showed the dock and the badge, and nothing of a browser', async () => {
    const app = await rolecall({ isConnected: false });
    await connectPage(app.wsUrl, '?page=dock', 'Mozilla/5.0 Chrome/127.0.0.0');
    await connectPage(app.wsUrl, '?page=nothing', OBS);
    expect((await known(app.port)).inObs).toEqual({ dock: null, badge: null });
    await connectPage(app.wsUrl, '?page=dock', OBS);
    const { inObs } = await known(app.port);
    expect(inObs.dock).toMatch(/^\d{4}-/);
    expect(inObs.badge).toBeNull();
  });

  it('is continued by callers.changed', async () => {
    const app = await rolecall({ isConnected: false });
    const ws = await client(app);
    await ws.call('events.subscribe', { events: ['callers.changed'] });
    await http(app.port, '/api/check?user=somebody', from('Streamer.bot/1.0.7'));
    expect((await ws.event('callers.changed')).data).toMatchObject({
      items: [{ name: 'Streamer.bot', asked: 1 }],
    });
  });

  it('learns nothing of a page that has shown no token where one is needed', async () => {
    const app = await rolecall({ config: { host: '127.0.0.2', apiToken: TOKEN }, isConnected: false });
    const stranger = await TestClient.open(`${app.wsUrl}?page=dock`, { headers: { 'user-agent': OBS } });
    onEnd(() => stranger.socket.terminate());
    const { json } = await post(
      app.port,
      'callers.list',
      {},
      { headers: { authorization: `Bearer ${TOKEN}` } },
    );
    expect(json.result).toMatchObject({ inObs: { dock: null } });
  });
});
