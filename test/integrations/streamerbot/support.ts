import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { FOLDER } from '../../../integrations/streamerbot/build-scripts.mjs';
import { createPages } from '../../../server/api/pages.ts';
import { http, type HttpAnswer, post } from '../../api/support.ts';
import { root } from '../../architecture/source-tree.ts';

/** A folder with what the build for Streamer.bot reads; it goes with the tests of the file. */
export async function sourceTree(): Promise<string> {
  const tree = mkdtempSync(join(tmpdir(), 'rolecall-streamerbot-'));
  afterAll(() => rmSync(tree, { recursive: true, force: true }));
  await cp(join(root, FOLDER), join(tree, FOLDER), { recursive: true });
  await cp(join(root, 'package.json'), join(tree, 'package.json'));
  return tree;
}

/** What the server answers that was built into `tree`/dist. */
export async function served(tree: string, path: string, host = '127.0.0.1:7653'): Promise<HttpAnswer> {
  const pages = createPages({ folder: join(tree, 'dist', 'pages') });
  const server = createServer((request, response) => void pages.serve(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const answer = await http((server.address() as AddressInfo).port, path, { headers: { host } });
  await new Promise((done) => server.close(done));
  return answer;
}

/** Runs this while each viewer has to wait a minute after a yes. */
export async function withCooldown<T>(port: number, run: () => Promise<T>): Promise<T> {
  const { json } = await post(port, 'policy.get', { feature: 'tts' });
  const policy = (json.result!['features'] as { tts: { cooldown: object } }).tts;
  const save = (cooldown: object) =>
    post(port, 'policy.set', { feature: 'tts', policy: { ...policy, cooldown } });
  await save({ ...policy.cooldown, userMs: 60_000 });
  const result = await run();
  await save(policy.cooldown);
  return result;
}
