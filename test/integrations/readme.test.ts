import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTTP_LIMITS } from '../../server/api/http-limits.ts';
import { WS_LIMITS } from '../../server/api/ws-server.ts';
import { ALLOW_REASONS, DENY_REASONS } from '../../server/core/decide.ts';
import { ERROR_STATUS } from '../../server/protocol/errors.ts';
import { EVENTS } from '../../server/protocol/events.ts';
import { LEVELS } from '../../server/protocol/levels.ts';
import { http, post, TOKEN, untilSettled } from '../api/support.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';

const text = readFileSync('integrations/README.md', 'utf8');
/** What is written in a chapter. */
const chapter = (title: string): string => {
  const found = new RegExp(`^## ${title}$([^]*?)(?=^## |$(?![^]))`, 'm').exec(text);
  expect(found, title).not.toBeNull();
  return found![1]!;
};
const words = (part: string): string[] => [...part.matchAll(/`([a-z_.]+)`/g)].map(([, word]) => word!);
const block = (part: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(part)![1]!;

let app: TestApp;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-readme-'));
  app = await startTestApp({ channel: { subscribers: 3, vips: 2 }, config: { apiToken: TOKEN } });
  app.simulator.world.addUser({ userId: '12345', userLogin: 'some_viewer', userDisplayName: 'Some_Viewer' });
  app.simulator.world.addVip('12345');
  await untilSettled(app);
  await app.app.sync.run({ source: 'api:test' });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the API chapter', () => {
  it('has the lines of HTTP that work', async () => {
    const lines = block(chapter('May this viewer\\? One line of HTTP'), '').trim().split('\n');
    expect(lines).toHaveLength(2);
    const [word, flat] = await Promise.all(
      lines.map((line) => http(app.port, line.replace('GET ', ''), { method: 'GET' })),
    );
    expect(word).toMatchObject({ status: 200, text: 'allow' });
    expect(flat!.json).toMatchObject({ decision: 'allow', reason: 'vip', message: 'Some_Viewer is a VIP.' });
  });

  it('has a talk over the WebSocket that goes as it says', async () => {
    const client = await TestClient.open(app.wsUrl);
    const lines = block(chapter('WebSocket'), 'jsonl').trim().split('\n');
    const asked = lines.filter((line) => line.startsWith('-> '));
    const replies = lines.filter((line) => /^<- \{"id"/.test(line));
    expect([asked.length, replies.length]).toEqual([3, 3]);
    for (const [at, line] of asked.entries()) {
      const { action, params } = JSON.parse(line.slice(3)) as { action: string; params: object };
      const { ok, result } = await client.call(action, params);
      expect(ok, line).toBe(true);
      const named = [...replies[at]!.matchAll(/"(\w+)":/g)].map(([, name]) => name!);
      expect(Object.keys(result as object), line).toEqual(
        expect.arrayContaining(named.filter((name) => !['id', 'ok', 'result'].includes(name))),
      );
    }
    client.socket.terminate();
  });

  const hasCurl = spawnSync('curl', ['--version']).status === 0;
  it.skipIf(!hasCurl)('has commands that work, export and import too', async () => {
    const run = async (command: string, port: number): Promise<string> => {
      const env = { ...process.env, ROLECALL_TOKEN: TOKEN, http_proxy: 'http://127.0.0.1:1' };
      const here = command.replaceAll('127.0.0.1:7653', `127.0.0.1:${port}`);
      return (await promisify(execFile)('bash', ['-c', here], { cwd: folder, env })).stdout;
    };
    expect(JSON.parse(await run(block(chapter('HTTP'), 'bash'), app.port))).toMatchObject({ ok: true });
    const [first, second] = chapter('Export and import').split('Into a Rolecall');
    await post(app.port, 'overrides.set', { user: 'some_viewer', feature: 'tts', effect: 'allow' });
    await run(block(first!, 'bash'), app.port);
    const fresh = await startTestApp({ simulator: app.simulator, config: { apiToken: TOKEN } });
    const imported = await run(block(second!, 'bash'), fresh.port);
    await fresh.close();
    expect(JSON.parse(imported)).toMatchObject({ ok: true, result: { overrides: 1 } });
  });

  it('names addresses that there are', async () => {
    const paths = new Set(text.match(/\/api\/docs(?:\/\w+\.\w+)?|\/health|\/ping/g));
    expect(paths.size).toBeGreaterThanOrEqual(5);
    for (const path of paths) expect((await http(app.port, path)).status, path).toBe(200);
  });
});

describe('the API chapter is complete:', () => {
  it('reasons', () => {
    const rows = [...chapter('Answers of a check').matchAll(/^\| `(\w+)` +\| (yes|no) +\| \S/gm)];
    const told = (answer: string) => rows.filter(([, , each]) => each === answer).map(([, reason]) => reason);
    expect([told('yes'), told('no')]).toEqual([[...ALLOW_REASONS], [...DENY_REASONS]]);
  });

  it('errors', () => {
    const rows = [...chapter('Errors').matchAll(/^\| +`(\w+)` +\| (\d+) +\|/gm)];
    expect(Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]))).toEqual(ERROR_STATUS);
  });

  it('events', () => {
    const told = words(chapter('WebSocket').split('```')[2]!);
    expect(told).toEqual(expect.arrayContaining(Object.keys(EVENTS)));
  });

  it('levels and limits', () => {
    const part = chapter('Who may call');
    expect([...part.matchAll(/^\| `(\w+)` +\|/gm)].map(([, level]) => level)).toEqual([...LEVELS]);
    const [kB, MB] = [1024, 1024 * 1024];
    expect(part.replace(/\s+/g, ' ')).toContain(
      `a body of ${HTTP_LIMITS.bodyBytes / kB} kB (an import: ${HTTP_LIMITS.importBytes / MB} MB), a frame of ` +
        `${WS_LIMITS.frameBytes / kB} kB, ${HTTP_LIMITS.rate.perSecond} requests a second and connection ` +
        `(${HTTP_LIMITS.rate.burst.toLocaleString('en')} at once), ${WS_LIMITS.connections} WebSockets. ` +
        `A client that leaves ${WS_LIMITS.unreadBytes / MB} MB unread is dropped.`,
    );
  });
});
