import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTable, topFiles } from './import-table.ts';
import { fileEdges, findCycles, findImports, findViolations, layerEdges } from './imports.ts';
import { readSources, root } from './source-tree.ts';

const sources = readSources(['server', 'overlay', 'integrations']).filter(
  ({ path }) => !path.endsWith('.d.ts'),
);

describe('the import table', () => {
  it('sees the code that it guards', () => {
    expect(sources.length).toBeGreaterThan(20);
    const imports = sources.flatMap(findImports);
    expect(imports.length).toBeGreaterThan(40);
    expect(imports).toContainEqual({
      from: 'server/sync/ports.ts',
      to: 'server/core/roles.ts',
      typeOnly: true,
    });
  });

  it('is kept by every file', () => {
    expect(findViolations(sources)).toEqual([]);
  });

  it('imports no package that package.json does not name, types included', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const foreign = sources
      .flatMap(findImports)
      .filter(({ to }) => /^(?!node:|server\/|overlay\/|integrations\/)[\w@]/.test(to));
    const packages = foreign.map(({ to }) => to.split('/', to.startsWith('@') ? 2 : 1).join('/'));
    expect(new Set(packages).size).toBeGreaterThan(10);
    expect([...new Set(packages)].filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('has no cycle between folders, neither on paper nor in the code', () => {
    const paper = Object.entries(importTable)
      .filter(([from]) => from !== 'server') // imports everything in server, and nothing imports it
      .flatMap(([from, entries]) => entries.map((to) => [from, folderOf(to)] as const));
    expect(findCycles(paper)).toEqual([]);
    expect(findCycles(layerEdges(sources))).toEqual([]);
    expect(layerEdges(sources).filter(([from, to]) => to === 'server' && from !== 'server')).toEqual([]);
  });

  it('has no cycle between files, types included', () => {
    expect(findCycles(fileEdges(sources))).toEqual([]);
  });

  it('finds a cycle of types between files, round a corner', () => {
    const planted = [
      { path: 'server/sync/a.ts', text: "import type { B } from './b.ts';" },
      { path: 'server/sync/b.ts', text: "export { c } from '../core/c.ts';" },
      { path: 'server/core/c.ts', text: "type A = import('../sync/a.ts').A;" },
    ];
    const cycle = 'server/sync/a.ts -> server/sync/b.ts -> server/core/c.ts -> server/sync/a.ts';
    expect(findCycles(fileEdges(planted))).toEqual([cycle]);
    expect(findCycles(fileEdges([...sources, ...planted]))).toEqual([cycle]);
  });

  it('keeps the files at the top of server/ few', () => {
    const top = readSources(['server'])
      .map(({ path }) => path)
      .filter((path) => /^server\/[^/]+$/.test(path));
    expect(top.sort()).toEqual(topFiles);
  });

  it.each([
    ['server/core/a.ts', "import fs from 'node:fs'"],
    ['server/core/a.ts', "import { z } from 'zod'"],
    ['server/core/a.ts', "import type { Run } from '../sync/role-sync.ts'"],
    ['server/protocol/a.ts', "import 'node:crypto'"],
    ['server/protocol/a.ts', "import type { Router } from '../api/router.ts'"],
    ['server/sync/a.ts', "import { setTimeout } from 'node:timers/promises'"],
    ['server/sync/a.ts', "import type { Grants } from '../access/ports.ts'"],
    ['server/sync/a.ts', "export * from '../protocol/actions.ts'"],
    ['server/access/a.ts', "import { ApiClient } from '@twurple/api'"],
    ['server/store/a.ts', "import { lists } from '../twitch/lists.ts'"],
    ['server/store/a.ts', "import { RoleSync } from '../sync/role-sync.ts'"],
    ['server/store/a.ts', "import type { A } from '../protocol/events.ts'"],
    ['server/twitch/a.ts', "const store = await import('../store/journal.ts')"],
    ['server/twitch/a.ts', "import { Low } from 'lowdb'"],
    ['server/twitch/a.ts', "import x from '@twurplex/api'"],
    ['server/peers/a.ts', "type T = import('../twitch/auth.ts').Token"],
    ['server/demo/a.ts', "import { auth } from '../twitch/auth.ts'"],
    ['server/demo/a.ts', "import { ApiClient } from '@twurple/api'"],
    ['server/api/actions/a.ts', "import { RoleSync } from '../../sync/role-sync.ts'"],
    ['server/api/a.ts', "export { open } from '../store/open.ts'"],
    ['server/api/a.ts', "import fs from 'fs'"],
    ['server/app.ts', "import { Socket } from '../integrations/client/socket.ts'"],
    ['server/app.ts', "import express from 'express'"],
    ['integrations/client/a.ts', "import { actions } from '../../server/protocol/actions.ts'"],
    ['integrations/client/a.ts', "import { type Actions } from '../../server/protocol/actions.ts'"],
    ['integrations/client/a.ts', "import type { Log } from '../../server/core/log.ts'"],
    ['integrations/client/a.ts', "import WebSocket from 'ws'"],
    ['overlay/lib/a.ts', "import { reasons } from '../../server/protocol/reasons.ts'"],
    ['overlay/lib/a.ts', "const p = import('../../server/protocol/reasons.ts')"],
    ['overlay/lib/a.ts', "import type { App } from '../../server/app.ts'"],
    ['overlay/lib/a.ts', "import 'node:path'"],
    ['overlay/lib/a.ts', 'const p = import(name)'],
    ['integrations/other/a.ts', 'export const x = 1'],
    ['server/new/a.ts', "import './b.ts'"],
  ])('refuses, in %s, %s', (path, text) => {
    expect(findViolations([{ path, text }])).toHaveLength(1);
  });

  it.each([
    ['server/protocol/a.ts', "import { z } from 'zod'; import { roles } from '../core/roles.ts'"],
    ['server/sync/a.ts', "import type { Lists } from './ports.ts'"],
    ['server/store/a.ts', "import type { Roster } from '../sync/ports.ts'; import { Low } from 'lowdb'"],
    [
      'server/twitch/a.ts',
      "import { ApiClient } from '@twurple/api'; import type { B } from './b.external.ts'",
    ],
    ['server/api/actions/a.ts', "import { actions } from '../../protocol/actions.ts'; import '../router.ts'"],
    ['server/app.ts', "import { open } from './store/open.ts'; import './config.ts'; import 'node:os'"],
    ['integrations/client/a.ts', "import type { Actions } from '../../server/protocol/actions.ts'"],
    ['overlay/pages/dock/dock.ts', "import { html } from 'lit'; import { map } from 'lit/directives/map.js'"],
    ['overlay/lib/a.ts', "import { span } from '../../server/core/span.ts'; import '../components/b.ts'"],
    ['overlay/lib/a.ts', "import type { Status } from '../../server/protocol/status.ts'"],
  ])('lets, in %s, %s', (path, text) => {
    expect(findViolations([{ path, text }])).toEqual([]);
  });

  it('keeps the launchers free of packages', () => {
    // What packages Rolecall runs when everything is installed; see the table for its packages.
    const launchers = ['.mjs', '.cjs']
      .flatMap((ending) => readSources(['server'], ending))
      .filter(({ path }) => !path.includes('/package/') && path !== PUT_INTO_DIST);
    expect(launchers.map(({ path }) => path)).toContain('server/launch/start.cjs');
    const targets = launchers.flatMap(findImports).map(({ to }) => to);
    expect(targets).toContain('node:child_process');
    const isOwn = (to: string): boolean =>
      /^node:|^server\/launch\/[a-z-]+\.[mc]js$|^dist\/server\//.test(to);
    expect(targets.filter((to) => !isOwn(to))).toEqual([]);
  });

  it('finds a cycle round a corner', () => {
    expect(findCycles([['a', 'b'], ['b', 'c'], ['c', 'a']])).toEqual(['a -> b -> c -> a']); // prettier-ignore
    expect(findCycles([['a', 'b'], ['a', 'c'], ['b', 'c']])).toEqual([]); // prettier-ignore
  });
});

/** The build makes `dist/server/main.js` of it, and finds what it loads there. */
const PUT_INTO_DIST = 'server/launch/load.cjs';

const folderOf = (entry: string): string =>
  entry
    .replace(/^type /, '')
    .replace(/\/[^/]+\.ts$/, '')
    .concat(entry.endsWith('/ports.ts') ? ' ports' : ''); // ports.ts imports the core and nothing else
