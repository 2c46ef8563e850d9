import { readFile, rm, truncate } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type RoleChange } from '../../server/core/roles.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import type { DurableRoster } from '../../server/store/roster/roster-store.ts';
import { anyChange, model } from './changes.ts';
import { closeRig, granted, MANIFEST, picture, reopen, revoked, rig, type Rig } from './harness.ts';

const JOURNAL = 'roster.journal.ndjson';
const SNAPSHOT = 'roster.snapshot.ndjson';
const COPY = 'roster.copy.ndjson';
const JOURNAL_COPY = 'roster.corrupt-20250102T030405678Z.journal.ndjson';

interface Written {
  /** Where the journal ended after each commit, and what the manifest said by then. */
  readonly ends: readonly number[];
  readonly noted: readonly (readonly string[])[];
}

/** Commits these, one after the other; no snapshot is written. */
async function write(parts: Rig, transactions: readonly (readonly RoleChange[])[]): Promise<Written> {
  const store = await openRoster(parts);
  const ends: number[] = [];
  const noted: string[][] = [];
  for (const changes of transactions) {
    await store.commit(() => changes);
    ends.push(Buffer.byteLength(await parts.text(JOURNAL)));
    await parts.folder.manifest.written();
    noted.push(await Promise.all(MANIFEST.map((name) => parts.text(name))));
  }
  await closeRig(parts);
  return { ends, noted };
}

const isDoubted = (store: DurableRoster): boolean => KINDS.every((kind) => store.isDoubted(kind));

/** The next start, with its repairs done. */
async function start(dir: string): Promise<{ parts: Rig; store: DurableRoster }> {
  const parts = await rig(dir);
  const store = await openRoster(parts);
  await store.settle();
  return { parts, store };
}

describe('a write that was cut short', () => {
  const some = fc.array(fc.array(anyChange, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 });

  it('never was, wherever it ends; nothing else is lost and nothing said; what comes next is kept', async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.double({ min: 0, max: 1, noNaN: true }), async (transactions, part) => {
        const parts = await rig();
        const { ends, noted } = await write(parts, transactions);
        const [last = 0, end = 0] = ends.slice(-2);
        const length = Math.round(last + part * (end - last));
        await truncate(parts.path(JOURNAL), length);
        for (const [i, name] of MANIFEST.entries()) await parts.put(name, noted.at(-2)![i]!);
        const kept = length === end ? transactions : transactions.slice(0, -1);
        const next = await start(parts.folder.path);
        expect(picture(next.store.roster)).toEqual(picture(model(kept)));
        expect([next.parts.codes(), isDoubted(next.store)]).toEqual([[], false]);
        await next.store.commit(() => [granted(99)]);
        await closeRig(next.parts);
        const again = await start(parts.folder.path);
        expect(picture(again.store.roster)).toEqual(picture(model([...kept, [granted(99)]])));
        expect([again.parts.codes(), isDoubted(again.store)]).toEqual([[], false]);
      }),
      { numRuns: 30 },
    );
  });

  it('may have left zeros, as after a power cut: they are cut off', async () => {
    const parts = await rig();
    await write(parts, [[granted(1)], [granted(2)]]);
    const text = await parts.text(JOURNAL);
    await parts.put(JOURNAL, text + '\0'.repeat(200_000));
    const { parts: next, store } = await start(parts.folder.path);
    expect([store.roster.size, next.codes()]).toEqual([2, []]);
    expect(next.log.lines).toContain(`warn Cut 200000 bytes of an unfinished write off ${JOURNAL}`);
    expect(await next.text(JOURNAL)).toBe(text);
  });

  it('of which all but the line feed is there counts', async () => {
    const parts = await rig();
    await write(parts, [[granted(1)], [granted(2), granted(3)]]);
    await parts.put(JOURNAL, (await parts.text(JOURNAL)).slice(0, -1));
    const { parts: next, store } = await start(parts.folder.path);
    expect([store.roster.size, next.codes()]).toEqual([3, []]);
    await store.commit(() => [granted(4)]);
    await closeRig(next);
    expect((await start(parts.folder.path)).store.roster.size).toBe(4);
  });
});

/** A last commit that takes a role away is what damage must not undo. */
const TRANSACTIONS = [[granted(1)], [granted(2), granted(3)], [granted(4)], [revoked(2)]];

const lines = (text: string): string[] => text.split('\n').slice(0, -1);
const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const edit = (change: (all: string[]) => string[]) => (text: string) => joined(change(lines(text)));

const damages: readonly [string, (text: string) => string | Buffer][] = [
  ['nothing at all', () => ''],
  ['zeros alone', (text) => '\0'.repeat(text.length)],
  ['zeros in its second half', (text) => text.slice(0, 200) + '\0'.repeat(text.length - 200)],
  ['a beginning of its header', () => '["ab18e354",0,0'],
  ['its last line missing', edit((all) => all.slice(0, -1))],
  ['a line missing in the middle', edit((all) => all.filter((_, i) => i !== 2))],
  ['two lines swapped', edit(([a, b, c, ...rest]) => [a!, c!, b!, ...rest])],
  ['a line twice', edit(([a, b, ...rest]) => [a!, b!, b!, ...rest])],
  ['its first line missing', edit((all) => all.slice(1))],
  ['its header damaged', (text) => text.replace('journal', 'journey')],
  ['its last line damaged', (text) => text.replace('"-"', '"+"')],
  ['a line of something else behind', (text) => `${text}hello\n`],
  ['something else behind', (text) => `${text}${'x'.repeat(300)}`],
  ['garbage', () => 'garbage'],
  ['garbage and a line feed', () => 'null\n[]\n'],
  ['a long line of garbage', () => `${'x'.repeat(300_000)}\n`],
];

describe('a journal without a snapshot that is found with', () => {
  it.each(damages)('%s is kept as it was; its lists are doubted until they were read', async (_, damage) => {
    const parts = await rig();
    await write(parts, TRANSACTIONS);
    const content = damage(await parts.text(JOURNAL));
    await parts.put(JOURNAL, content);
    const first = await start(parts.folder.path);
    expect([first.parts.codes(), isDoubted(first.store)]).toEqual([['roster_damaged'], true]);
    if (content !== '') expect(await first.parts.text(JOURNAL_COPY)).toBe(content);
    await first.store.commit(() => [granted(6)]);
    await first.store.close();
    await closeRig(first.parts);
    // It is said once, and doubted also after a restart.
    const second = await start(parts.folder.path);
    expect([second.parts.codes(), isDoubted(second.store)]).toEqual([[], true]);
    expect(picture(second.store.roster)).toEqual(picture(first.store.roster));
    expect(await second.store.history('6')).toHaveLength(1);
    second.store.believe(['vips', 'subscribers']);
    expect(KINDS.map((kind) => second.store.isDoubted(kind))).toEqual([false, false, true]);
    second.store.believe(['moderators']);
    await second.store.close();
    await closeRig(second.parts);
    const third = await start(parts.folder.path);
    expect([third.parts.codes(), isDoubted(third.store)]).toEqual([[], false]);
  });

  it('any bit changed is noticed (or changes nothing), and costs no more than the lines that it is in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 7 }), async (at, bit) => {
        const parts = await rig();
        await write(parts, TRANSACTIONS);
        const bytes = await readFile(parts.path(JOURNAL));
        const place = Math.floor(at * (bytes.length - 1));
        bytes[place]! ^= 1 << bit;
        await parts.put(JOURNAL, bytes);
        const { parts: next, store } = await start(parts.folder.path);
        if (next.codes().length === 0) {
          // A digit of a checksum as a capital letter says the same.
          expect(picture(store.roster)).toEqual(picture(model(TRANSACTIONS)));
          return;
        }
        expect([next.codes(), isDoubted(store)]).toEqual([['roster_damaged'], true]);
        expect(await readFile(next.path(JOURNAL_COPY))).toEqual(bytes);
        // A changed line feed joins two lines: two are lost. The header carries nobody.
        expect(store.roster.size).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a journal that the snapshot knows the end of', () => {
  it.each(damages)('with %s: who holds a role is known', async (_, damage) => {
    const parts = await rig();
    const store = await openRoster(parts);
    for (const changes of TRANSACTIONS) await store.commit(() => changes);
    await store.close();
    await closeRig(parts);
    const text = await parts.text(JOURNAL);
    await parts.put(JOURNAL, damage(text));
    const next = await start(parts.folder.path);
    expect([next.parts.codes(), isDoubted(next.store)]).toEqual([['history_damaged'], false]);
    expect(picture(next.store.roster)).toEqual(picture(model(TRANSACTIONS)));
  });

  it('together with a damaged snapshot is doubted, and gives all that can be read', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    for (const changes of TRANSACTIONS) await store.commit(() => changes);
    await store.close();
    await closeRig(parts);
    for (const name of [SNAPSHOT, COPY])
      await parts.put(name, (await parts.text(name)).replace('viewer_1', 'viewer_9'));
    await parts.put(JOURNAL, (await parts.text(JOURNAL)).replace('"-"', '"+"'));
    const next = await start(parts.folder.path);
    expect([next.parts.codes(), isDoubted(next.store)]).toEqual([['roster_damaged'], true]);
    expect(next.parts.told()).toMatch(/journal.ndjson was damaged.*snapshot.ndjson was damaged/);
    expect([...next.store.roster.viewers()].map(({ userId }) => userId).sort()).toEqual(['1', '2', '3', '4']);
  });

  it('together with a damaged snapshot is not doubted where the copy of that is good', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    for (const changes of TRANSACTIONS) await store.commit(() => changes);
    const held = [...store.roster.viewers()].map(({ userId }) => userId);
    await store.close();
    await closeRig(parts);
    expect(await parts.text(COPY)).toBe(await parts.text(SNAPSHOT));
    await parts.put(SNAPSHOT, (await parts.text(SNAPSHOT)).replace('viewer_1', 'viewer_9'));
    await parts.put(JOURNAL, (await parts.text(JOURNAL)).replace('"-"', '"+"'));
    const next = await start(parts.folder.path);
    expect([next.parts.codes(), isDoubted(next.store)]).toEqual([['history_damaged'], false]);
    expect([...next.store.roster.viewers()].map(({ userId }) => userId)).toEqual(held);
  });

  it('is doubted too where it had more than the snapshot', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1), granted(2)]);
    await store.close();
    await closeRig(parts);
    const { parts: next, store: second } = await start(parts.folder.path);
    await second.commit(() => [revoked(2)]);
    await closeRig(next); // as a crash leaves it
    await parts.put(JOURNAL, edit((all) => all.slice(0, -1))(await parts.text(JOURNAL)));
    const third = await start(parts.folder.path);
    expect([third.parts.codes(), isDoubted(third.store)]).toEqual([['roster_damaged'], true]);
  });
});

describe('what an editor, git or PowerShell makes of the files is no damage:', () => {
  it.each<[string, (text: string) => Buffer]>([
    ['a mark in front', (text) => Buffer.from(`\ufeff${text}`)],
    ['other line ends', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first, with other line ends', (text) => utf16be(text.replaceAll('\n', '\r\n'))],
    [
      'other line ends in some lines',
      (text) => Buffer.from(text.replace(/\n(?=\["[0-9a-f]*[13579])/g, '\r\n')),
    ],
  ])('%s', async (_, change) => {
    const parts = await rig();
    const store = await openRoster(parts);
    for (const changes of TRANSACTIONS) await store.commit(() => changes);
    await store.close();
    await closeRig(parts);
    await parts.put(JOURNAL, change(await parts.text(JOURNAL)));
    if (!_.endsWith('some lines')) await parts.put(SNAPSHOT, change(await parts.text(SNAPSHOT)));
    const next = await start(parts.folder.path);
    expect([next.parts.codes(), isDoubted(next.store)]).toEqual([[], false]);
    expect(picture(next.store.roster)).toEqual(picture(model(TRANSACTIONS)));
    await next.store.commit(() => [granted(7)]);
    expect(await next.store.history('2')).toMatchObject([{ revokedSource: 'event' }]);
    await rm(next.parts.path(SNAPSHOT));
    await closeRig(next.parts);
    const again = await start(parts.folder.path);
    expect(picture(again.store.roster)).toEqual(picture(model([...TRANSACTIONS, [granted(7)]])));
    expect([again.parts.codes(), isDoubted(again.store)]).toEqual([['file_restored'], false]);
  });
});

const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

describe('data.delete that did not come to its end', () => {
  it('is brought to it by the next start, and says nothing', async () => {
    for (let operations = 0; operations < 30; operations++) {
      const parts = await rig();
      const store = await openRoster(parts);
      await store.commit(() => [granted(1), granted(2)]);
      await store.close();
      const next = await reopen(parts);
      const second = await openRoster(next);
      await second.settle();
      next.files.crashAfter(operations);
      const isDone = await second.deleteAll().then(
        () => true,
        () => false,
      );
      await next.files.closeAll();
      const third = await rig(await leave(next));
      const again = await openRoster(third);
      expect([third.codes(), isDoubted(again)]).toEqual([[], false]);
      expect(isDone ? [0] : [0, 2]).toContain(again.roster.size);
      await again.commit(() => [granted(3)]);
      const fourth = await reopen(third);
      expect((await openRoster(fourth)).roster.byId('3')).toBeDefined();
      expect(fourth.codes()).toEqual([]);
    }
  });
});

/** As a process that dies: the folder is free, and nothing is written any more. */
async function leave(parts: Rig): Promise<string> {
  await parts.folder.close().catch(() => undefined);
  return parts.folder.path;
}
