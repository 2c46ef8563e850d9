import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { KINDS } from '../../server/core/roles.ts';
import { openAccess } from '../../server/store/access-file.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import { bundleProgram } from '../support/bundle.mjs';
import { closeRig, rig, temporaryFolder } from './harness.ts';

let writer: string;
let granter: string;
beforeAll(async () => {
  writer = await bundleProgram('test/store/child/writer.ts');
  granter = await bundleProgram('test/store/child/granter.ts');
});

/** Lets a process save for a while, kills it, and returns what it was told to be saved. */
async function writeAndKill(
  dir: string,
  how: string,
  afterMs: number,
  program = writer,
): Promise<[id: string, size: number][]> {
  const child = spawn(process.execPath, [program, dir, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  await Promise.race([once(reader, 'line'), once(child, 'exit')]);
  await wait(afterMs);
  child.kill('SIGKILL');
  await once(reader, 'close');
  expect(lines[0]).toBe('ready');
  return lines.slice(1).map((line) => {
    const [id = '', size] = line.split(' ');
    return [id, Number(size)];
  });
}

/** Everything acknowledged is there, and every transaction is there whole or not at all. */
async function check(dir: string, acknowledged: readonly [string, number][]): Promise<void> {
  const parts = await rig(dir);
  const store = await openRoster(parts);
  expect([parts.codes(), KINDS.some((kind) => store.isDoubted(kind))]).toEqual([[], false]);
  for (const [id, size] of acknowledged) {
    const first = id.split('-')[0];
    expect(store.roster.byId(`${first}-0`)).toBeDefined();
    expect(store.roster.byId(`${first}-${size - 1}`)).toBeDefined();
  }
  // An id begins with the number of those who were there before: a torn transaction would leave a gap.
  const sizes = new Map<number, number>();
  for (const { userId } of store.roster.viewers()) {
    const first = Number(userId.split('-')[0]);
    sizes.set(first, (sizes.get(first) ?? 0) + 1);
  }
  let expected = 0;
  for (const [first, size] of [...sizes].sort(([a], [b]) => a - b)) {
    expect(first).toBe(expected);
    expected += size;
    expect([1, 700, 3000]).toContain(size);
  }
  await closeRig(parts);
}

describe('kill -9 loses nothing that was acknowledged, and tears nothing', () => {
  it.each([
    ['single changes', '1', 15],
    ['commits of all sizes, with snapshots', '1,700,1,3000', 16],
  ])('%s', async (_, sizes, loops) => {
    const dir = await temporaryFolder();
    let total = 0;
    // On a busy machine many are killed before they have done anything.
    for (let i = 0; i < loops || total <= loops; i++) {
      const acknowledged = await writeAndKill(dir, sizes, (i * 13) % 70);
      total += acknowledged.length;
      await check(dir, acknowledged);
    }
  });

  it('timed access, which was paid for', async () => {
    const dir = await temporaryFolder();
    const ends = new Map<string, number>();
    for (let i = 0; i < 12; i++) {
      for (const [id, end] of await writeAndKill(dir, String(i), (i * 17) % 90, granter)) ends.set(id, end);
      const parts = await rig(dir);
      const file = await openAccess(parts);
      const kept = new Map([...file.grants()].map((grant) => [grant.redemptionId, grant.expiresAt]));
      for (const [id, end] of ends) expect(kept.get(id)).toBe(end);
      expect(parts.codes()).toEqual([]);
      await closeRig(parts);
    }
    expect(ends.size).toBeGreaterThan(12);
  });
});
