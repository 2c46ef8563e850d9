import { describe, expect, it } from 'vitest';
import { post, rolecall, TOKEN } from './support.ts';

const owner = { headers: { authorization: `Bearer ${TOKEN}` } };
const options = { isConnected: false, config: { apiToken: TOKEN } };

describe('demo.show', () => {
  it('is for the demo only, and says so', async () => {
    const app = await rolecall(options);
    const { json } = await post(app.port, 'demo.show', { state: 'twitch_down' }, owner);
    expect(json).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(JSON.stringify(json)).toContain('--demo');
  });

  it('knows its states, and asks for the owner', async () => {
    const app = await rolecall(options);
    expect(await post(app.port, 'demo.show', { state: 'on_fire' }, owner)).toMatchObject({
      json: { error: { code: 'invalid_params' } },
    });
    expect(await post(app.port, 'demo.show', { state: 'normal' })).toMatchObject({
      json: { error: { code: 'forbidden' } },
    });
  });
});
