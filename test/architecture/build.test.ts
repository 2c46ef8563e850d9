import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build as buildTree } from '../../esbuild.config.mjs';
import { isFresh } from '../../server/launch/freshness.cjs';

let tree: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
};
const build = (root: string): Promise<void> => buildTree(root, 'silent');
const read = (path: string): string => readFileSync(join(tree, 'dist', path), 'utf8');
const assets = (): string[] => readdirSync(join(tree, 'dist/pages/assets'));

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'rolecall-build-'));
  write('package.json', '{"version":"1.2.3"}');
  write('server/main.ts', 'declare const __ROLECALL_VERSION__: string; console.log(__ROLECALL_VERSION__);');
  write('server/demo/cli.ts', 'export const runSimulatorCli = (): number => 0;');
});

afterEach(() => {
  rmSync(tree, { recursive: true, force: true });
});

function writePage(): void {
  const links = '<link rel="stylesheet" href="../../styles/a.css"><a href="https://example.org/">x</a>';
  write('overlay/pages/dock/index.html', `${links}<script type="module" src="./dock.ts"></script>`);
  write('overlay/pages/dock/dock.ts', 'document.title = "dock";');
  write('overlay/styles/a.css', 'body { color: red; }');
}

describe('the build', () => {
  it('bakes the version in and needs no pages', async () => {
    await build(tree);
    expect(read('server/main.js')).toContain('"1.2.3"');
    expect(existsSync(join(tree, 'dist/server/simulator.js'))).toBe(true);
  });

  it('has an id that changes with the sources, and only with them', async () => {
    write('server/main.ts', 'declare const __ROLECALL_BUILD__: string; console.log(__ROLECALL_BUILD__);');
    const idOf = async (): Promise<string | undefined> => {
      await build(tree);
      return /"([0-9a-f]{12})"/.exec(read('server/main.js'))?.[1];
    };
    const first = await idOf();
    expect(first).toBeDefined();
    write('overlay/README.md', 'Words are no source.');
    expect(await idOf()).toBe(first);
    writePage();
    const second = await idOf();
    expect([first, undefined]).not.toContain(second);
    write('overlay/styles/a.css', 'body { color: tan; }');
    expect([first, second, undefined]).not.toContain(await idOf());
  });

  it('gives a page the hashed names of what it uses, and leaves nothing old behind', async () => {
    writePage();
    await build(tree);
    const html = read('pages/en/dock.html');
    expect(html).toMatch(/src="\/assets\/dock-\w{8}\.js"/);
    expect(html).toMatch(/href="\/assets\/a-\w{8}\.css"/);
    expect(html).toContain('href="https://example.org/"');
    for (const [, name = ''] of html.matchAll(/\/assets\/([^"]+)/g)) expect(assets()).toContain(name);

    const before = assets();
    write('overlay/pages/dock/dock.ts', 'document.title = "changed";');
    await build(tree);
    expect(assets()).toHaveLength(before.length);
    expect(assets()).not.toEqual(before);
  });

  it('puts what a page imports later into a hashed chunk of that page, and nothing else', async () => {
    writePage();
    write('overlay/pages/dock/dock.ts', "void import('../../lib/plot.ts'); export const both = 'entry';");
    write('overlay/lib/plot.ts', "document.title = 'plot';");
    await build(tree);
    const chunks = (): string[] => assets().filter((name) => /^dock-plot-\w{8}\.js$/.test(name));
    const script = assets().find((name) => /^dock-\w{8}\.js$/.test(name))!;
    expect(chunks()).toHaveLength(1);
    expect(read(`pages/assets/${script}`)).toContain(`import("./${chunks()[0]}")`);
    expect(read(`pages/assets/${script}`)).not.toContain('plot"');
    expect(read('pages/en/dock.html')).not.toContain('plot');

    const [before] = chunks();
    write('overlay/lib/plot.ts', "document.title = 'another';");
    await build(tree);
    expect(chunks()).toHaveLength(1);
    expect(chunks()).not.toEqual([before]);
    expect(assets()).not.toContain(script);
    rmSync(join(tree, 'dist/pages/assets', chunks()[0]!));
    expect(await isFresh(tree)).toBe(false);
  });

  it('names the page that uses a missing file', async () => {
    writePage();
    rmSync(join(tree, 'overlay/styles/a.css'));
    await expect(build(tree)).rejects.toThrow(/dock.*index\.html names .*a\.css/);
    expect(await isFresh(tree)).toBe(false);
  });
});

describe('dist is fresh', () => {
  beforeEach(async () => {
    writePage();
    expect(await isFresh(tree)).toBe(false);
    await build(tree);
    expect(await isFresh(tree)).toBe(true);
  });

  it('until a source changes', async () => {
    write('server/main.ts', 'console.log(1);');
    expect(await isFresh(tree)).toBe(false);
  });

  it('until a source of the same length changes', async () => {
    write('overlay/styles/a.css', 'body { color: tan; }');
    expect(await isFresh(tree)).toBe(false);
  });

  it('until a source comes or goes', async () => {
    write('server/new.ts', '');
    expect(await isFresh(tree)).toBe(false);
    rmSync(join(tree, 'server/new.ts'));
    expect(await isFresh(tree)).toBe(true);
    rmSync(join(tree, 'overlay/styles/a.css'));
    expect(await isFresh(tree)).toBe(false);
  });

  it.each(['import', 'scripts'])('until what makes the %s for Streamer.bot changes', async (part) => {
    write(`integrations/streamerbot/build-${part}.mjs`, '');
    expect(await isFresh(tree)).toBe(false);
  });

  it('until a built file is gone', async () => {
    rmSync(join(tree, 'dist/pages/en/dock.html'));
    expect(await isFresh(tree)).toBe(false);
  });

  it('until a build fails half-way', async () => {
    const good = readFileSync(join(tree, 'server/main.ts'), 'utf8');
    write('server/main.ts', "import './missing.ts';");
    await expect(build(tree)).rejects.toThrow(/missing/);
    write('server/main.ts', good);
    expect(await isFresh(tree)).toBe(false);
  });

  it('although a file was only touched', async () => {
    utimesSync(join(tree, 'server/main.ts'), new Date(5), new Date(5));
    expect(await isFresh(tree)).toBe(true);
  });
});
