import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RoleChange } from '../../server/core/roles.ts';
import { type FileOps, nodeFileOps } from '../../server/store/files/file-ops.ts';
import { readChangesOf } from '../../server/store/roster/role-history.ts';
import { encodeBlocks } from '../../server/store/roster/journal.ts';
import { encodeHeader } from '../../server/store/roster/journal-line.ts';
import { ViewerHistory } from '../../server/store/roster/viewer-history.ts';
import { granted, revoked, temporaryFolder } from './harness.ts';

/** Ids as Twitch has them, and some that a journal may hold as well. */
const ODD = ['a"b', 'back\\slash', 'ü安', '', ',,,', '1'];
const idOf = (i: number): string =>
  i % 1_400 === 0 ? (ODD[(i / 1_400) % ODD.length] as string) : String(100_000 + i);

/** A file of changes about so many viewers, and what is read of it. */
async function journalOf(changes: readonly RoleChange[], damage: readonly number[] = []) {
  const path = `${await temporaryFolder()}/journal`;
  // Each block is good until the next.
  const blocks = Array.from(encodeBlocks([changes], 0, encodeHeader(0)), (block) => Buffer.from(block));
  const bytes = Buffer.concat(blocks);
  for (const place of damage) bytes[place % bytes.length] = 0x2c;
  await writeFile(path, bytes);
  const read = { bytes: 0 };
  const files: FileOps = {
    ...nodeFileOps,
    async open(name, mode) {
      const file = await nodeFileOps.open(name, mode);
      const count = async (into: Uint8Array, position: number): Promise<number> => {
        const length = await file.read(into, position);
        read.bytes += length;
        return length;
      };
      return { ...file, read: count };
    },
  };
  return { files, path, size: bytes.length, read };
}

async function searched(path: string, userId: string, end: number): Promise<RoleChange[]> {
  const file = await nodeFileOps.open(path, 'read');
  try {
    return await readChangesOf(file, userId, 0, end);
  } finally {
    await file.close();
  }
}

/** Resolves when nothing is read in the background any more. */
async function known(history: ViewerHistory, { size }: { size: number }): Promise<void> {
  history.follow(size);
  await history.untilRead();
}

const changesOf = (count: number, id = idOf): RoleChange[] =>
  Array.from({ length: count }, (_, i) =>
    i % 3 === 2 ? revoked(id((i * 7) % 9_000)) : granted(id(i % 9_000), 'subscribers', i),
  );

it('finds what a search of the whole journal finds, damaged or not, at every state of the reading', async () => {
  const places = fc.array(fc.nat(), { maxLength: 30 });
  const ids = fc.array(fc.nat({ max: 9_500 }), { minLength: 10, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(places, ids, fc.nat({ max: 2 }), async (damage, wanted, parts) => {
      const journal = await journalOf(changesOf(20_000), damage);
      const history = new ViewerHistory(journal.files, journal.path);
      if (parts === 1) await known(history, { size: Math.floor(journal.size * 0.8) });
      if (parts === 2) await known(history, journal);
      for (const userId of [...ODD, ...wanted.map(idOf)])
        expect(await history.changesOf(userId, journal.size)).toEqual(
          await searched(journal.path, userId, journal.size),
        );
    }),
    { numRuns: 6 },
  );
});

it('reads a small part of the journal for a viewer, and nothing of it for one who is not there', async () => {
  const journal = await journalOf(changesOf(60_000, String));
  const history = new ViewerHistory(journal.files, journal.path);
  await known(history, journal);
  journal.read.bytes = 0;
  expect((await history.changesOf('4321', journal.size)).length).toBeGreaterThan(5);
  expect(journal.read.bytes).toBeLessThan(journal.size / 3);
  journal.read.bytes = 0;
  expect(await history.changesOf('999999999', journal.size)).toEqual([]);
  expect(journal.read.bytes).toBeLessThan(journal.size / 10);
});

it('says nothing of a journal that was deleted', async () => {
  const journal = await journalOf(changesOf(20_000));
  const history = new ViewerHistory(journal.files, journal.path);
  history.follow(journal.size);
  history.forget();
  await history.untilRead();
  expect(await history.changesOf(idOf(1), 0)).toEqual([]);
  await known(history, journal);
  expect(await history.changesOf(idOf(1), journal.size)).toEqual(
    await searched(journal.path, idOf(1), journal.size),
  );
});
