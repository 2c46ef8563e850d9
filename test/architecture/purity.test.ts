import { describe, expect, it } from 'vitest';
import { findActions, findImpurities } from './purity.ts';
import { readSources } from './source-tree.ts';

describe('the core', () => {
  const core = readSources(['server/core']);

  it('reads no clock, no chance and no world', () => {
    expect(core.length).toBeGreaterThan(1);
    expect(core.flatMap(findImpurities)).toEqual([]);
  });

  it.each([
    'const t = Date.now()',
    'const t = new Date()',
    'const t = Date()',
    'const t = Math.random()',
    'setTimeout(f, 1)',
    'const e = process.env',
    'const t = performance.now()',
    'const later = { run: setInterval }',
    "console.log('x')",
  ])('would be refused %s', (text) => {
    expect(findImpurities({ path: 'server/core/a.ts', text })).toHaveLength(1);
  });

  it.each([
    'const t = new Date(5)',
    'interface A { process(): void; fetch: 1 }',
    'a.performance()',
    'Date.parse(x)',
  ])('may say %s', (text) => {
    expect(findImpurities({ path: 'server/core/a.ts', text })).toEqual([]);
  });
});

describe('importing a module', () => {
  const modules = readSources(['server', 'integrations']).filter(({ path }) => path !== 'server/main.ts');

  it('starts nothing', () => {
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.flatMap(findActions)).toEqual([]);
  });

  it.each([
    'start()',
    'await load()',
    'const a = await load()',
    'if (x) y = 1',
    'for (const a of b) c(a)',
    'const t = setInterval(f, 9)',
    'export const server = app.listen(1)',
  ])('would be refused %s', (text) => {
    expect(findActions({ path: 'server/a.ts', text })).toHaveLength(1);
  });
});
