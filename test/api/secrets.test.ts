import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLog, Redactor } from '../../server/log.ts';
import { ACTION_NAMES, ACTIONS } from '../../server/protocol/actions.ts';
import { client, http, post, rolecall, TOKEN, untilSettled } from './support.ts';

describe('a secret', () => {
  it('is in no reply, no event, no header, no page and no line of the log, whatever is asked', async () => {
    const twitch = 'twitch-access-token-0123456789ab';
    const app = await rolecall({
      channel: { subscribers: 30, accessTokens: [twitch] },
      config: { apiToken: TOKEN, twitchAccessToken: twitch },
    });
    await untilSettled(app);
    const sent: string[] = [];
    const listener = await client(app, `?token=${TOKEN}`);
    listener.socket.on('message', (data: Buffer) => sent.push(data.toString()));
    const all = [
      'sync.status',
      'sync.progress',
      'sync.finished',
      'roles.changed',
      'stream.status',
      'twitch.status',
    ];
    await listener.call('events.subscribe', { events: all });
    await listener.call('auth', { token: TOKEN });
    await listener.call('auth', { token: `${TOKEN}-wrong` });
    const harmless = ACTION_NAMES.filter((name) => !['data.delete', 'twitch.disconnect'].includes(name));
    for (const name of harmless) {
      for (const params of [{}, { token: TOKEN }, { user: 'a' }, { query: 'a' }]) {
        await listener.call(name, params);
        sent.push(...parts(await post(app.port, name, params, bearer(TOKEN))));
        if (ACTIONS[name].level === 'read')
          sent.push(...parts(await http(app.port, `/api/actions/${name}?token=${TOKEN}`)));
      }
    }
    // Twitch itself says the token in its errors; a failing list ends up in status, history and log.
    app.simulator.faults.add({
      do: { kind: 'garbage', body: { text: `{"status":400,"message":"Invalid OAuth token ${twitch}"}` } },
    });
    app.simulator.faults.add({ do: { kind: 'status', status: 400, message: `bad token ${twitch}` } });
    await listener.call('sync.run', {});
    for (const name of ['sync.status', 'sync.history', 'twitch.status']) await listener.call(name, {});
    for (const path of [
      '/',
      '/dock',
      '/badge',
      '/health',
      '/ping',
      '/none',
      '/api/check?user=a',
      '/api/check',
    ]) {
      const query = path.includes('?') ? '&' : '?';
      sent.push(...parts(await http(app.port, path)));
      // The one from / goes on to the dock with what it was asked with.
      if (path === '/') continue;
      sent.push(...parts(await http(app.port, `${path}${query}token=${TOKEN}`)));
      sent.push(...parts(await http(app.port, `${path}${query}token=wrong-${TOKEN}`)));
    }
    expect(sent.length).toBeGreaterThan(100);
    for (const secret of [twitch, TOKEN]) {
      expect(sent.filter((text) => text.includes(secret)).map((text) => text.slice(0, 300))).toEqual([]);
      expect(app.lines.filter((line) => line.includes(secret))).toEqual([]);
    }
    // Not even on the disk, as it came from the environment. Closed: nothing comes and goes there any more.
    await app.app.close();
    for (const file of (await readdir(app.dataFolder)).filter((name) => !name.endsWith('.sock'))) {
      expect(await readFile(join(app.dataFolder, file), 'utf8')).not.toContain(twitch);
    }
  });
});

function parts(answer: { headers: object; text: string }): string[] {
  return [JSON.stringify(answer.headers), answer.text];
}

function bearer(token: string) {
  return { headers: { authorization: `Bearer ${token}` } };
}

describe('the log', () => {
  const lines: string[] = [];
  const redactor = new Redactor();
  redactor.add('known-secret-value');
  redactor.add('short');
  const log = createLog('info', redactor, (line) => lines.push(line));
  const said = (message: string, cause?: unknown): string => {
    lines.length = 0;
    log.error('Test', message, cause);
    return lines.join('\n');
  };

  it.each([
    'a known-secret-value here',
    'GET /ws?token=abcdefgh&x=1',
    'access_token=abcdefgh',
    'refresh_token=abcdefgh',
    'device_code=abcdefgh',
    'Authorization: Bearer abcdefgh.ijkl',
    'Authorization: OAuth abcdefgh',
    'came with rc_abcdefghijklmnopqrstuvwxyz0123456789-_AB',
    '{"access_token":"abcdefgh"}',
    '{"refreshToken": "abcdefgh"}',
    String.raw`"{\"access_token\":\"abcdefgh\"}"`,
    `{ accessToken: 'abcdefgh' }`,
    'https://x/?a=1&client_secret=abcdefgh',
  ])('takes the secret out of: %s', (message) => {
    expect(said(message)).not.toMatch(/abcdefgh|known-secret-value/);
    expect(said('failed', new Error(message, { cause: new Error(message) }))).not.toMatch(
      /abcdefgh|known-secret-value/,
    );
  });

  it('leaves ordinary words alone', () => {
    expect(said('a short token: see the code of VIPs')).toContain('a short token: see the code of VIPs');
  });

  it('cannot be made to print lines of its own', () => {
    expect(said('one\n2026-01-01 00:00:00 [Twitch] forged\r\nagain\u001b[2J').split('\n')).toHaveLength(1);
  });

  it('says nothing below its level', () => {
    lines.length = 0;
    log.debug('Test', 'x');
    expect(lines).toEqual([]);
  });
});
