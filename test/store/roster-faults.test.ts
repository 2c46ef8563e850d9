import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRoster } from '../../server/store/roster/open.ts';
import { model } from './changes.ts';
import { closeRig, granted, picture, reopen, revoked, rig } from './harness.ts';

const JOURNAL = 'roster.journal.ndjson';
const SNAPSHOT = 'roster.snapshot.ndjson';
const journal = { path: /journal/ };
const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => granted(from + i));

describe.each([
  ['write', 'ENOSPC', /full/],
  ['write', 'EIO', /disk reported/],
  ['write', 'EROFS', /cannot be written/],
  ['datasync', 'EIO', /disk reported/],
  ['datasync', 'ENOSPC', /full/],
  ['datasync', 'EDQUOT', /full/],
] as const)('when %s fails with %s', (op, code, words) => {
  it.each([0, 17, 40_000])('after %i bytes, nothing has happened, and later commits work', async (after) => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1)]);
    const { size } = await stat(parts.path(JOURNAL));
    parts.files.fail(op, code, { ...journal, after });
    for (const changes of [[granted(2)], many(1000, 900), [revoked(1)]]) {
      const failing = store.commit(() => changes);
      await expect(failing).rejects.toMatchObject({
        code: 'not_saved',
        message: expect.stringMatching(words),
      });
      await expect(failing).rejects.toHaveProperty('fix', expect.any(String));
      expect(picture(store.roster)).toEqual(picture(model([[granted(1)]])));
      expect((await stat(parts.path(JOURNAL))).size).toBe(size);
    }
    parts.files.heal();
    await store.commit(() => many(2000, 900));
    await store.commit(() => [granted(3)]);
    const next = await reopen(parts);
    const again = await openRoster(next);
    expect(picture(again.roster)).toEqual(picture(model([[granted(1)], many(2000, 900), [granted(3)]])));
    expect(next.codes()).toEqual([]);
  });
});

const MANIFEST = ['manifest.ndjson', 'manifest.copy.ndjson'];

it('never writes behind garbage: as long as it cannot be cut off, commits are refused', async () => {
  const parts = await rig();
  const store = await openRoster(parts);
  await store.commit(() => [granted(1)]);
  parts.files.fail('write', 'ENOSPC', { ...journal, after: 30_000, times: 1 });
  parts.files.fail('truncate', 'EIO', journal);
  // Long lines: one write has 100 of them.
  const long = many(1000, 900).map((change) => ({ ...change, source: 'x'.repeat(300) }));
  await expect(store.commit(() => long)).rejects.toMatchObject({ code: 'not_saved' });
  await expect(store.commit(() => [granted(2)])).rejects.toMatchObject({ code: 'not_saved' });
  // A crash now finds the garbage, whole lines of it, and does not believe it.
  const crashed = await parts.text(JOURNAL);
  expect(crashed.length).toBeGreaterThan(20_000);
  const noted = await Promise.all(MANIFEST.map((name) => parts.text(name)));
  parts.files.heal();
  await store.commit(() => [granted(3)]);
  const next = await reopen(parts);
  expect(picture((await openRoster(next)).roster)).toEqual(picture(model([[granted(1)], [granted(3)]])));
  await closeRig(next);
  await next.put(JOURNAL, crashed);
  for (const [i, name] of MANIFEST.entries()) await next.put(name, noted[i]!);
  const after = await rig(next.folder.path);
  expect(picture((await openRoster(after)).roster)).toEqual(picture(model([[granted(1)]])));
  expect(after.codes()).toEqual([]);
});

it('copes with a disk that takes a few bytes at a time', async () => {
  const parts = await rig();
  parts.files.shortWrites = 1000;
  const store = await openRoster(parts);
  await store.commit(() => many(1, 2500));
  await store.close();
  const next = await reopen(parts);
  const again = await openRoster(next);
  expect(again.roster.counts.vips).toBe(2500);
  expect(next.codes()).toEqual([]);
});

it('all commits that share a failed write are refused, those after it are not', async () => {
  const parts = await rig();
  const store = await openRoster(parts);
  parts.files.fail('datasync', 'EIO', { ...journal, times: 1 });
  const group = [1, 2, 3].map((id) => store.commit(() => [granted(id)]));
  const idle = store.commit(() => (store.roster.byId('1')?.vips ? [] : [granted(1)]));
  const results = await Promise.allSettled([...group, idle]);
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'rejected'));
  expect(store.roster.size).toBe(0);
  await store.commit(() => [granted(4)]);
  expect(store.roster.size).toBe(1);
});

describe('a snapshot that cannot be written', () => {
  it.each(['write', 'datasync', 'rename', 'open', 'syncFolder'] as const)(
    '(%s) costs nothing but time: commits go on and the next start replays',
    async (op) => {
      const parts = await rig();
      const store = await openRoster(parts);
      parts.files.fail(op, 'ENOSPC', op === 'syncFolder' ? {} : { path: /snapshot/ });
      await store.commit(() => many(1, 2500));
      await store.commit(() => [granted(9999)]);
      await store.close();
      expect(await parts.names()).not.toContain(`${SNAPSHOT}.tmp`);
      const next = await reopen(parts);
      const again = await openRoster(next);
      expect(again.roster.counts.vips).toBe(2501);
      expect(next.codes()).toEqual([]);
    },
  );

  it('is tried again when a scanner held the file', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    parts.files.fail('rename', 'EPERM', { path: /snapshot/, times: 4 });
    await store.commit(() => [granted(1)]);
    await store.close();
    expect(await parts.names()).toContain(SNAPSHOT);
  });
});

it('starts with a journal that cannot be cut now, and refuses commits until it can', async () => {
  const parts = await rig();
  await (await openRoster(parts)).commit(() => [granted(1)]);
  await parts.put(JOURNAL, `${await parts.text(JOURNAL)}["12`);
  const next = await reopen(parts);
  next.files.fail('truncate', 'EROFS');
  const store = await openRoster(next);
  expect(store.roster.size).toBe(1);
  await expect(store.commit(() => [granted(2)])).rejects.toMatchObject({ code: 'not_saved' });
  next.files.heal();
  await store.commit(() => [granted(3)]);
  const last = await openRoster(await reopen(next));
  expect(picture(last.roster)).toEqual(picture(model([[granted(1)], [granted(3)]])));
});

it('says which file cannot be read', async () => {
  const parts = await rig();
  parts.files.fail('read', 'EIO', journal);
  await parts.put(JOURNAL, 'x\n');
  await expect(openRoster(parts)).rejects.toMatchObject({
    code: 'file_unreadable',
    message: expect.stringContaining(JOURNAL),
  });
});

it('survives the power failing at any step', async () => {
  for (let steps = 0; steps < 42; steps += 2) {
    const parts = await rig();
    const store = await openRoster(parts);
    const saved = [many(1, 3)];
    await store.commit(() => many(1, 3));
    parts.files.crashAfter(steps);
    for (const changes of [[granted(10)], many(20, 900), many(2000, 2200)])
      await store
        .commit(() => changes)
        .then(() => saved.push(changes))
        .catch(() => undefined);
    await store.close().catch(() => undefined);
    const again = await openRoster(await reopen(parts));
    const size = saved.flat().length;
    // What was refused may be there if the crash came before it was cut off; then whole.
    expect([size, size + 1, size + 900, size + 2200]).toContain(again.roster.size);
    for (const { user } of saved.flat()) expect(again.roster.byId(user.userId)).toBeDefined();
  }
});
