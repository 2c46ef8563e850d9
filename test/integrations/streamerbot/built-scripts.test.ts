import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildScripts,
  completeScript,
  FOLDER,
  SCRIPTS,
} from '../../../integrations/streamerbot/build-scripts.mjs';
import { STREAMERBOT_SCRIPTS } from '../../../overlay/lib/format/snippets.ts';
import { root } from '../../architecture/source-tree.ts';
import { served, sourceTree } from './support.ts';

const names = Object.keys(SCRIPTS);
let tree: string;
beforeAll(async () => {
  tree = await sourceTree();
});

const sources = (): string[] =>
  readdirSync(join(root, FOLDER), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.cs'),
  );
const linesOf = (name: string): string[] =>
  readFileSync(join(root, FOLDER, name), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 2 && !line.startsWith('using '));

describe('the sources of the scripts', () => {
  it('say what several of them need once', () => {
    const seen = new Map<string, string>();
    for (const name of sources()) {
      const lines = linesOf(name);
      for (let at = 0; at + 4 <= lines.length; at++) {
        const four = lines.slice(at, at + 4).join('\n');
        expect(seen.get(four), `${name} and ${seen.get(four)} have:\n${four}`).toBeUndefined();
        seen.set(four, name);
      }
    }
    expect(seen.size).toBeGreaterThan(150);
  });

  it('belong to a script, all of them', () => {
    const used = names.flatMap((name) => [name, ...SCRIPTS[name]!.map((each) => join('shared', each))]);
    expect(sources().sort()).toEqual([...new Set(used)].map((name) => `${name}.cs`).sort());
  });

  it('are refused if they are no parts of a script', () => {
    const file = join(tree, FOLDER, 'shared', 'Ask.cs');
    const right = readFileSync(file, 'utf8');
    for (const wrong of ['', right.replace('partial ', ''), `${right}int more;\n`]) {
      writeFileSync(file, wrong);
      expect(() => buildScripts(tree)).toThrow('shared/Ask.cs is not built like a part of a script');
    }
    writeFileSync(file, right.replaceAll('\n', '\r\n')); // as git checks it out on Windows
    expect(completeScript(tree, 'CheckAccess')).toBe(completeScript(root, 'CheckAccess'));
    writeFileSync(file, right);
  });
});

describe('the scripts that people paste', () => {
  it('are written by the build', () => {
    expect(buildScripts(tree)).toEqual(names.map((name) => `${FOLDER}/${name}.cs`));
    for (const name of names) {
      expect(readFileSync(join(tree, 'dist', FOLDER, `${name}.cs`), 'utf8')).toBe(completeScript(root, name));
    }
  });

  it.each(names)('%s is one class of plain ASCII, settings on top, as Streamer.bot advises', (name) => {
    const source = completeScript(root, name);
    expect(source).toMatch(/^[\x20-\x7e\n]+$/);
    expect(source).not.toMatch(/async void|new Thread|Newtonsoft|HttpClient|partial|dist\//);
    expect(
      source.match(/^public class CPHInline\n\{\n {4}\/\/ ---- Settings ----\n\n {4}\/\/\//gm),
    ).toHaveLength(1);
    const titles = source.match(/^ {4}\/\/ ---- .*$/gm)!;
    expect(new Set(titles).size).toBe(titles.length);
    const usings = [...source.matchAll(/^using (.*);$/gm)].map(([, using]) => using);
    expect(usings).toEqual([...new Set(usings)].sort());
    expect(source.split('\n\n').every((block) => !block.startsWith('\n'))).toBe(true);
  });

  it('say where Rolecall is first, then what is their own', () => {
    const settings = (name: string) =>
      [...completeScript(root, name).matchAll(/private static readonly \w+ (\w+) = /g)].map(([, all]) => all);
    const all = 'Address Token Feature Unmute Allow Until ForWhom StopIfFailed TimeLimitMs';
    expect(settings('MuteViewer').join(' ')).toBe(all);
  });
});

describe('what the server has of them', () => {
  it('is offered by the settings page, with its own address in it', async () => {
    buildScripts(tree);
    expect([...STREAMERBOT_SCRIPTS]).toEqual(names.map((name) => `${name}.cs`));
    for (const name of names) {
      const { status, headers, text } = await served(tree, `/${FOLDER}/${name}.cs`, 'localhost:7654');
      expect(status, name).toBe(200);
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(headers['x-content-type-options']).toBe('nosniff');
      const there = completeScript(root, name).replaceAll('127.0.0.1:7653', '127.0.0.1:7654');
      expect(text).toBe(there);
    }
  });

  it.each(['Nothing.cs', '..%2Frolecall.cs', '%2e%2e%2f%2e%2e%2fbuild.cs', 'shared/Ask.cs', 'CheckAccess'])(
    'is nothing else: %s',
    async (path) => {
      expect((await served(tree, `/${FOLDER}/${path}`)).status).toBe(404);
    },
  );
});
