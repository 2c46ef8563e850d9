import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onEnd } from '../support/endings.ts';
import { outcome, start, temporaryFolder } from './support.ts';

async function ask(url: string, action: string, params: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Record<string, unknown>;
}

const isThere = (url: string): Promise<boolean> =>
  fetch(`${url}/ping`).then(
    ({ ok }) => ok,
    () => false,
  );

it('in the background goes on when who started it is gone, and ends by Quit', async () => {
  const data = await temporaryFolder();
  const { status, words } = await outcome({ args: ['--background', '--port', '0', '--data', data] });
  expect(status).toBe(0);
  const url = /Dock {3}(http:\S+)\/dock/.exec(words)?.[1] ?? '';
  onEnd(() => ask(url, 'server.quit').catch(() => undefined));
  expect(words).toContain('is running');
  expect(await isThere(url)).toBe(true);
  expect(await ask(url, 'server.log', { lines: 5 })).toMatchObject({
    result: { lines: expect.arrayContaining([expect.stringContaining('/settings')]) as unknown },
  });
  expect(await ask(url, 'server.quit')).toMatchObject({ ok: true, result: { quitting: true } });
  await expect.poll(() => isThere(url)).toBe(false);
  expect(await readFile(join(data, 'logs', 'rolecall.log'), 'utf8')).toMatch(/Closing…\n$/);
});

it('that cannot start says why, and its status', async () => {
  const data = await temporaryFolder();
  const first = start({ args: ['--port', '0', '--data', data] });
  await first.url();
  const second = await outcome({ args: ['--background', '--port', '0', '--data', data] });
  expect(second.status).toBe(1);
  expect(second.words).toContain('in use');
});

it('the log on disk is the owner’s, has no secret, and is deleted with the data', async () => {
  const data = await temporaryFolder();
  const token = 'owner-token-of-a-test-0123456789';
  const env = { ROLECALL_TOKEN: token, ROLECALL_LOG_LEVEL: 'debug' };
  const program = start({ args: ['--port', '0', '--data', data, '--host', '127.0.0.2'], env });
  await program.url();
  const file = join(data, 'logs', 'rolecall.log');
  const startToken = /token=(\S+)/.exec(program.output.text)?.[1] ?? 'none';
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(startToken);
  expect(text).not.toContain(token);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const url = (await program.url()).replace('127.0.0.2', '127.0.0.1');
  const call = (action: string, params: object, as: string): Promise<Response> =>
    fetch(`${url}/api/actions/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
      body: JSON.stringify(params),
    });
  const made = await call('tokens.create', { name: 'a tool', level: 'control' }, token);
  const { result } = (await made.json()) as { result: { token: string } };
  for (const action of ['server.log', 'server.quit', 'server.autostart'])
    expect((await call(action, {}, result.token)).status, action).toBe(403);
  await call('data.delete', { confirm: 'delete everything' }, token);
  expect(await readFile(file, 'utf8').catch(() => '')).not.toContain('is running');
});
