import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { checkTemplates } from '../check-templates.mjs';
import { readSources, root } from './source-tree.ts';

describe('the linter', () => {
  const eslint = new ESLint({ cwd: root });

  it('sees every source file', async () => {
    const files = readSources(['server', 'overlay', 'integrations', 'test']);
    expect(files.length).toBeGreaterThan(30);
    const ignored = await Promise.all(
      files.map(async ({ path }) => (await eslint.isPathIgnored(path)) && path),
    );
    expect(ignored.filter(Boolean)).toEqual([]);
  });

  it.each([
    ['@typescript-eslint/no-floating-promises', 'export function f(): void { Promise.resolve(1); }'],
    ['@typescript-eslint/no-misused-promises', 'export const f = (a: Promise<1>): number => (a ? 1 : 2);'],
    ['@typescript-eslint/await-thenable', 'export async function f(): Promise<void> { await 1; }'],
    ['@typescript-eslint/no-explicit-any', 'export const f = (a: any): unknown => a;'],
    [
      '@typescript-eslint/switch-exhaustiveness-check',
      "export function f(a: 'x' | 'y'): void { switch (a) { case 'x': f('y'); } }",
    ],
    [
      '@typescript-eslint/consistent-type-imports',
      "import { Log } from './log.ts';\nexport const f = (a: Log): Log => a;",
    ],
    ['eqeqeq', 'export const f = (a: number): boolean => a == 1;'],
    ['no-console', "export const f = (): void => console.log('x');"],
  ])('finds %s', async (rule, text) => {
    const [result] = await eslint.lintText(text, { filePath: 'server/core/clock.ts' });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
  });

  it('finds a template that is no HTML', async () => {
    const text = "import { html } from 'lit';\nexport const t = html`<p class=\"${'a'}\" class=${'b'}></p>`;";
    const [result] = await eslint.lintText(text, { filePath: 'overlay/pages/dock/head.ts' });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('lit/no-duplicate-template-bindings');
  });
});

it('the types of templates are checked: no property is unknown and no value of a wrong type', () => {
  const text = [
    "import { html } from 'lit';",
    "import '../../components/dock/count-plot.ts';",
    'export const right = html`<rolecall-counts .days=${7} .history=${null}></rolecall-counts>`;',
    'export const unknown = html`<rolecall-counts .dayz=${7}></rolecall-counts>`;',
    'export const wrong = html`<rolecall-counts .history=${42}></rolecall-counts>`;',
  ].join('\n');
  const path = 'overlay/pages/dock/planted.ts';
  expect(checkTemplates({ path, text })).toEqual([
    expect.stringMatching(/^overlay\/pages\/dock\/planted\.ts:4 no-unknown-property: .*dayz/),
    expect.stringMatching(/^overlay\/pages\/dock\/planted\.ts:5 no-incompatible-type-binding: .*42/),
  ]);
});
