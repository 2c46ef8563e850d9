import { expect, it } from 'vitest';
import { type Need, NEEDS, provide } from '../support/needs.mjs';

function need(name: string, required: boolean, isThere: () => boolean): Need {
  return { name, required, packages: [name], advice: `Get ${name}.`, find: () => isThere() || undefined };
}

function tryIt(needs: readonly Need[], install: ((name: string) => string | undefined) | null): string[] {
  const said: string[] = [];
  provide(needs, (line) => said.push(line), install && (({ name }) => install(name)));
  return said;
}

it('brings only what is missing', () => {
  const brought: string[] = [];
  const bring = (name: string): undefined => void brought.push(name);
  const needs = [need('here', true, () => true), need('gone', true, () => brought.includes('gone'))];
  expect(tryIt(needs, bring)).toEqual([]);
  expect(brought).toEqual(['gone']);
});

it('stops with advice where something required is missing, and says what went wrong', () => {
  const needs = [need('browser', true, () => false)];
  expect(() => tryIt(needs, null)).toThrow('Get browser.');
  expect(() => tryIt(needs, () => 'no network')).toThrow('Get browser.');
});

it('goes on without the others, and says so', () => {
  const needs = [need('mono', false, () => false)];
  expect(tryIt(needs, null)).toEqual(['Get mono.']);
  expect(tryIt(needs, () => 'no network')).toEqual(['no network', 'Get mono.']);
});

it('knows what the tests need', () => {
  expect(NEEDS.flatMap(({ packages }) => packages)).toEqual(
    expect.arrayContaining(['chromium', 'mono-mcs', 'mono-runtime']),
  );
});
