import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../server/launch/lock.mjs';
import { explainInstall, findNpm, isInstalled } from '../../server/launch/prepare.mjs';
import { root } from './source-tree.ts';

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'rolecall-start-'));
});

afterEach(() => {
  rmSync(tree, { recursive: true, force: true });
});

describe('the launcher', () => {
  it('refuses an old Node in one sentence', () => {
    const pretend = "Object.defineProperty(process.versions,'node',{value:'18.20.1'});";
    const launcher = new URL('../../server/launch/start.cjs', import.meta.url).href;
    const result = spawnSync(process.execPath, ['-e', `${pretend}import('${launcher}')`], {
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toMatch(/needs Node\.js 20\.19 or newer, and this is 18\.20\.1/);
  });
});

describe('what is installed', () => {
  const lock = (file: string, packages: object): void => {
    mkdirSync(join(tree, 'node_modules'), { recursive: true });
    writeFileSync(join(tree, file), JSON.stringify({ packages }));
  };
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '1', optional: true },
  };

  it('is not enough without node_modules', () => {
    lock('package-lock.json', wanted);
    expect(isInstalled(tree)).toBe(false);
  });

  it('is compared with what package-lock.json asks for', () => {
    lock('package-lock.json', wanted);
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    expect(isInstalled(tree)).toBe(true);
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } });
    expect(isInstalled(tree)).toBe(false);
  });

  it('does not count if it came from another system', () => {
    const compiler = `node_modules/@esbuild/${process.platform}-${process.arch}`;
    lock('package-lock.json', { [compiler]: { version: '1', optional: true } });
    lock('node_modules/.package-lock.json', {});
    expect(isInstalled(tree)).toBe(false);
  });

  it('is so here', () => {
    expect(isInstalled(root)).toBe(true);
  });
});

describe('npm', () => {
  it('is found with and without its own hint', () => {
    expect(findNpm({ PATH: process.env['PATH'] })).toMatch(/npm-cli\.js$/);
    expect(findNpm({ PATH: process.env['PATH'], npm_execpath: '/nowhere/pnpm.cjs' })).toMatch(/npm-cli\.js$/);
  });

  it.each([
    ['npm error code EAI_AGAIN', 'internet connection'],
    ['npm error code ENOSPC', 'disk is full'],
    ['npm error code EACCES', 'cannot be written'],
    ['npm error something new', 'said why below'],
  ])('failing with %s is explained', (output, advice) => {
    expect(explainInstall(output)).toContain(advice);
    expect(explainInstall(output)).toContain(output);
  });
});

describe('the lock', () => {
  const lockFolder = (): string => join(tree, 'dist', '.lock');
  const say = (): void => {};

  it('lets one in at a time and tells the other why it waits', async () => {
    const order: string[] = [];
    let enter: () => void = () => {};
    const entered = new Promise<void>((resolve) => (enter = resolve));
    let release: () => void = () => {};
    const first = withLock(tree, say, async () => {
      order.push('first in');
      enter();
      await new Promise<void>((resolve) => (release = resolve));
      order.push('first out');
    });
    await entered;
    let second: Promise<unknown> = Promise.resolve();
    await new Promise<void>((told) => {
      second = withLock(tree, () => told(), () => order.push('second in')); // prettier-ignore
    });
    release();
    await Promise.all([first, second]);
    expect(order).toEqual(['first in', 'first out', 'second in']);
  });

  it('is taken from a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    mkdirSync(lockFolder(), { recursive: true });
    writeFileSync(join(lockFolder(), 'pid'), String(pid));
    expect(await withLock(tree, say, () => 'in')).toBe('in');
  });

  it('is taken when its owner has not renewed it for long', async () => {
    mkdirSync(lockFolder(), { recursive: true });
    writeFileSync(join(lockFolder(), 'pid'), String(process.pid));
    utimesSync(lockFolder(), new Date(0), new Date(0));
    expect(await withLock(tree, say, () => readFileSync(join(lockFolder(), 'pid'), 'utf8'))).toBe(
      String(process.pid),
    );
  });

  it('is given back when the work fails', async () => {
    const failing = withLock(tree, say, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(tree, say, () => 'in')).toBe('in');
  });
});
