import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
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
});
