import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeOptions } from '../../esbuild.config.mjs';

describe('the program that is built', () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rolecall-peers-bundle-'));
    await esbuild.build({
      ...nodeOptions(),
      entryPoints: ['server/app.ts', 'server/peers/streamerbot-client.ts'],
      outdir: folder,
      outbase: 'server',
      splitting: true,
      chunkNames: 'part-[hash]',
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const texts = (): [string, string][] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

  it('contains no native code and nothing that looks for it', () => {
    for (const [, text] of texts())
      expect(text).not.toMatch(/node-gyp-build|require\("bufferutil"\)|utf-8-validate/);
    expect(texts().length).toBeGreaterThan(3);
  });

  it('loads the clients of other programs only when they are switched on', () => {
    const app = texts().find(([name]) => name === 'app.js')?.[1] ?? '';
    const atOnce = new Set<string>();
    const follow = (text: string): void => {
      for (const [, name = ''] of text.matchAll(/(?:from|import) ?"\.\/([\w-]+\.js)"/g)) {
        if (atOnce.has(name)) continue;
        atOnce.add(name);
        follow(readFileSync(join(folder, name), 'utf8'));
      }
    };
    follow(app);
    const all = [app, ...[...atOnce].map((name) => readFileSync(join(folder, name), 'utf8'))].join('\n');
    expect(all).not.toContain('class extends StreamerbotClient');
    expect(all).not.toMatch(/StreamerbotClient = class|BaseOBSWebSocket/);
    expect(texts().some(([, text]) => /BaseOBSWebSocket/.test(text))).toBe(true);
  });

  it('can load the client of Streamer.bot without its native helper', () => {
    const file = join(folder, 'peers', 'streamerbot-client.js');
    const result = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `await import(${JSON.stringify(`file://${file}`)})`],
      { encoding: 'utf8', cwd: folder },
    );
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
  });
});
