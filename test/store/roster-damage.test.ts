import { truncate } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoleChange } from '../../server/core/roles.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import { anyChange, model } from './changes.ts';
import { granted, picture, reopen, rig, type Rig } from './harness.ts';

const JOURNAL = 'roster.journal.ndjson';
const SNAPSHOT = 'roster.snapshot.ndjson';

/** Commits these, one after the other, and returns where the journal ended after each. */
async function write(parts: Rig, transactions: readonly (readonly RoleChange[])[]): Promise<number[]> {
  const store = await openRoster(parts);
  const ends: number[] = [];
  for (const changes of transactions) {
    await store.commit(() => changes);
    ends.push(Buffer.byteLength(await parts.text(JOURNAL)));
  }
  return ends;
}

describe('a journal that ends anywhere', () => {
  it('gives all transactions that are whole, and only those; what comes next is kept', async () => {
    const some = fc.array(fc.array(anyChange, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(some, fc.double({ min: 0, max: 1, noNaN: true }), async (transactions, part) => {
        const parts = await rig();
        const ends = await write(parts, transactions);
        const length = Math.round(part * (ends.at(-1) ?? 0));
        await truncate(parts.path(JOURNAL), length);
        const kept = transactions.filter((_, i) => (ends[i] ?? 0) <= length);
        const next = await reopen(parts);
        const store = await openRoster(next);
        expect(picture(store.roster)).toEqual(picture(model(kept)));
        expect(store.notices).toEqual([]);
        await store.commit(() => [granted(99)]);
        const last = await openRoster(await reopen(next));
        expect(picture(last.roster)).toEqual(picture(model([...kept, [granted(99)]])));
      }),
      { numRuns: 40 },
    );
  });

  it('is understood at every single length', async () => {
    let parts = await rig();
    const transactions = [[granted(1)], [granted(2), granted(3), granted(4)], [granted(5)]];
    const ends = await write(parts, transactions);
    const whole = Buffer.from(await parts.text(JOURNAL));
    for (let length = 0; length <= whole.length; length++) {
      await parts.put(JOURNAL, whole.subarray(0, length));
      parts = await reopen(parts);
      const { roster } = await openRoster(parts);
      expect(roster.size).toBe(transactions.filter((_, i) => (ends[i] ?? 0) <= length).flat().length);
    }
  });

  it('in zeros, as after a power cut, is cut off and said', async () => {
    const parts = await rig();
    await write(parts, [[granted(1)], [granted(2)]]);
    const text = await parts.text(JOURNAL);
    await parts.put(JOURNAL, text + '\0'.repeat(200_000));
    const next = await reopen(parts);
    expect((await openRoster(next)).roster.size).toBe(2);
    expect(next.log.lines).toContain(`warn Cut 200000 bytes of an unfinished write off ${JOURNAL}`);
    expect(await next.text(JOURNAL)).toBe(text);
  });
});

describe('damage in the middle of the journal', () => {
  it('costs the damaged line and nothing else, wherever it is; a copy is kept and it is said', async () => {
    const transactions = [[granted(1)], [granted(2), granted(3)], [granted(4)], [granted(5)]];
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const parts = await rig();
          const ends = await write(parts, transactions);
          const bytes = Buffer.from(await parts.text(JOURNAL));
          const place = Math.floor(at * (ends[2]! - 2));
          bytes[place] = bytes[place]! ^ bits;
          await parts.put(JOURNAL, bytes);
          const next = await reopen(parts);
          const store = await openRoster(next);
          const copy = 'roster.corrupt-20250102T030405678Z.journal.ndjson';
          expect(store.notices).toMatchObject([{ file: JOURNAL, setAside: copy }]);
          expect(next.log.lines).toContain(`warn ${store.notices[0]?.message}`);
          expect(await next.names()).toContain(copy);
          // A changed line feed joins two lines: two are lost. The header carries nobody.
          expect(store.roster.size).toBeGreaterThanOrEqual(3);
          expect(store.roster.byId('5')).toBeDefined();
          await store.commit(() => [granted(6)]);
          const again = await openRoster(await reopen(next));
          expect(picture(again.roster)).toEqual(picture(store.roster));
          expect(again.notices).toEqual([]);
          expect(await again.history('5')).toHaveLength(1);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('in the last transaction makes it not whole: it goes, with a copy', async () => {
    const parts = await rig();
    await write(parts, [[granted(1)], [granted(2), granted(3)]]);
    const text = await parts.text(JOURNAL);
    await parts.put(JOURNAL, text.replace('viewer_2', 'viewer_X'));
    const next = await reopen(parts);
    const store = await openRoster(next);
    expect(picture(store.roster)).toEqual(picture(model([[granted(1)]])));
    expect(store.notices[0]?.setAside).toMatch(/corrupt/);
    expect(await next.text(store.notices[0]!.setAside!)).toContain('viewer_X');
  });

  it.each(['garbage', 'garbage\n', 'null\n[]\n', '\0\0\0', `${'x'.repeat(300_000)}\n`])(
    'a journal of nothing but %.20j is kept aside, and a new one begun',
    async (content) => {
      const parts = await rig();
      await parts.put(JOURNAL, content);
      const store = await openRoster(parts);
      expect(store.roster.size).toBe(0);
      await store.commit(() => [granted(1)]);
      const again = await openRoster(await reopen(parts));
      expect(picture(again.roster)).toEqual(picture(model([[granted(1)]])));
      expect(again.notices).toEqual([]);
      if (content.includes('\n')) expect(await parts.text(store.notices[0]!.setAside!)).toBe(content);
    },
  );

  it('together with a damaged snapshot still gives all that can be read', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1), granted(2), granted(3)]);
    await store.commit(() => [granted(4)]);
    await store.close();
    await parts.put(SNAPSHOT, (await parts.text(SNAPSHOT)).replace('viewer_1', 'viewer_9'));
    await parts.put(JOURNAL, (await parts.text(JOURNAL)).replace('viewer_2', 'viewer_9'));
    const again = await openRoster(await reopen(parts));
    expect([...again.roster.viewers()].map(({ userId }) => userId).sort()).toEqual(['1', '3', '4']);
    expect(again.notices).toHaveLength(2);
  });
});
