import { afterAll, beforeAll, expect, it, vi } from 'vitest';

/** Every call of zod's, by its name. */
const calls: string[] = [];

async function zodThatCounts(): Promise<Record<string, unknown>> {
  const zod: Record<string, unknown> = await vi.importActual('zod');
  const counted = (name: string, real: (...args: unknown[]) => unknown): unknown =>
    Object.assign((...args: unknown[]) => (calls.push(name), real(...args)), real);
  const isShape = (name: string, value: unknown): value is () => unknown =>
    typeof value === 'function' && /^[a-z]/.test(name);
  const each = Object.entries(zod).map(([name, value]) => [
    name,
    isShape(name, value) ? counted(name, value) : value,
  ]);
  return Object.fromEntries(each) as Record<string, unknown>;
}

beforeAll(() => {
  vi.resetModules();
  vi.doMock('zod', zodThatCounts);
});
afterAll(() => {
  vi.doUnmock('zod');
  vi.resetModules();
});

it('a start makes no shape of the wire, not even a word; whoever asks for one gets it', async () => {
  await import('../../server/api/servers.ts');
  const { ACTION_NAMES, ACTIONS } = await import('../../server/protocol/actions.ts');
  expect(calls).toEqual([]);
  for (const name of ACTION_NAMES) expect(ACTIONS[name].params.safeParse(null).success).toBe(false);
  expect(calls.length).toBeGreaterThan(ACTION_NAMES.length);
});
