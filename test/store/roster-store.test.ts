import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoleChange } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import { anyChange, model } from './changes.ts';
import { granted, NOW, picture, reopen, revoked, rig, user } from './harness.ts';

const JOURNAL = 'roster.journal.ndjson';
const SNAPSHOT = 'roster.snapshot.ndjson';

describe('a commit', () => {
  it('is in memory and on disk when it resolves, and not before in memory', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const saving = store.commit(() => [granted(1)]);
    expect(store.roster.byId('1')).toBeUndefined();
    expect(await saving).toMatchObject({ total: 1, first: [granted(1)] });
    expect(store.roster.byId('1')?.vips?.grantedAt).toBe(NOW);
    expect(await parts.text(JOURNAL)).toContain('"viewer_1"');
    expect(parts.files.calls).toContain(`datasync ${JOURNAL}`);
  });

  it('without changes writes nothing', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1)]);
    const { size } = await stat(parts.path(JOURNAL));
    parts.files.calls.length = 0;
    expect(await store.commit(() => [])).toMatchObject({ total: 0, first: [] });
    expect((await stat(parts.path(JOURNAL))).size).toBe(size);
    // Of the commit before, the manifest is still being told.
    expect(parts.files.calls.filter((call) => !call.includes('manifest'))).toEqual([]);
  });

  it('builds from the roster that its changes will be applied to, also when several share a write', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const seen: boolean[] = [];
    const toggle = (): RoleChange[] => {
      const isVip = !!store.roster.byId('1')?.vips;
      seen.push(isVip);
      return [isVip ? revoked(1) : granted(1)];
    };
    await store.commit(() => [granted(2)]);
    parts.files.calls.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => store.commit(toggle)));
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i % 2 === 1));
    expect(store.roster.byId('1')?.vips).toBeNull();
    const syncs = parts.files.calls.filter((call) => call === `datasync ${JOURNAL}`);
    expect(syncs.length).toBeLessThan(5);
  });

  it('whose builder throws is refused alone', async () => {
    const store = await openRoster(await rig());
    const bad = store.commit(() => {
      throw new Error('no');
    });
    const good = store.commit(() => [granted(1)]);
    await expect(bad).rejects.toThrow('no');
    await expect(good).resolves.toMatchObject({ total: 1 });
  });

  it('after closing is refused; one before is saved', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const last = store.commit(() => [granted(1)]);
    const closing = store.close();
    await expect(store.commit(() => [granted(2)])).rejects.toMatchObject({ code: 'not_saved' });
    await expect(last).resolves.toMatchObject({ total: 1 });
    await closing;
    const again = await openRoster(await reopen(parts));
    expect(picture(again.roster)).toEqual(picture(model([[granted(1)]])));
  });
});

it('a rehearsal that is taken back leaves no trace', () => {
  fc.assert(
    fc.property(
      fc.array(anyChange, { maxLength: 20 }),
      fc.array(anyChange, { maxLength: 6 }),
      (past, ahead) => {
        const roster = model([past]);
        const before = picture(roster);
        const undo = ahead.map((change) => roster.applyTentatively(change));
        expect(picture(roster)).toEqual(picture(model([past, ahead])));
        for (const takeBack of undo.reverse()) takeBack();
        expect(picture(roster)).toEqual(before);
        for (const change of ahead) roster.apply(change);
        expect(picture(roster)).toEqual(picture(model([past, ahead])));
      },
    ),
  );
});

it('each of many commits at once sees those before it, whatever they change, and a failure leaves no trace', async () => {
  const several = fc.array(fc.array(anyChange, { maxLength: 4 }), { minLength: 2, maxLength: 8 });
  const parts = await rig();
  await fc.assert(
    fc.asyncProperty(several, several, async (past, ahead) => {
      const store = await openRoster(parts);
      await store.deleteAll();
      const seen: unknown[] = [];
      const commitAll = (transactions: typeof past) =>
        transactions.map((changes) =>
          store.commit(() => {
            seen.push(picture(store.roster));
            return changes;
          }),
        );
      await Promise.all(commitAll(past));
      expect(seen).toEqual(past.map((_, i) => picture(model(past.slice(0, i)))));
      expect(picture(store.roster)).toEqual(picture(model(past)));
      parts.files.fail('datasync', 'EIO', { path: /journal/ });
      const results = await Promise.allSettled(commitAll(ahead));
      parts.files.heal();
      for (const [i, { status }] of results.entries())
        if (ahead[i]!.length > 0) expect(status).toBe('rejected');
      expect(picture(store.roster)).toEqual(picture(model(past)));
      await store.close();
    }),
    { numRuns: 60 },
  );
});

describe('starting again', () => {
  it('gives the roster that memory alone would have, with snapshots at any time', async () => {
    const step = fc.record({ changes: fc.array(anyChange, { maxLength: 5 }), restart: fc.nat({ max: 5 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        let parts = await rig();
        let store = await openRoster(parts);
        const done: (readonly RoleChange[])[] = [];
        for (const { changes, restart } of steps) {
          await store.commit(() => changes);
          done.push(changes);
          if (restart > 1) continue;
          if (restart === 1) await store.close(); // with a snapshot; else as a crash leaves it
          parts = await reopen(parts);
          store = await openRoster(parts);
          expect(picture(store.roster)).toEqual(picture(model(done)));
        }
        await store.close();
        const last = await openRoster(await reopen(parts));
        expect(picture(last.roster)).toEqual(picture(model(done)));
        await last.close();
      }),
      { numRuns: 40 },
    );
  });

  it('is right with a snapshot that was written while commits went on', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const done = [Array.from({ length: 2500 }, (_, i) => granted(i))];
    await store.commit(() => done[0]!); // begins a snapshot
    for (let i = 0; i < 200; i++) {
      const taker = { ...granted(10_000 + i), user: user(10_000 + i, `viewer_${(i * 37) % 2500}`) };
      const changes = [revoked((i * 11) % 2500), granted((i * 7) % 2500, 'vips', NOW + i), taker];
      await store.commit(() => changes);
      done.push(changes);
    }
    const next = await reopen(parts);
    expect(await next.names()).toContain(SNAPSHOT);
    const again = await openRoster(next);
    expect(picture(again.roster)).toEqual(picture(model(done)));
  });

  it('reads only what the snapshot does not hold', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => Array.from({ length: 300 }, (_, i) => granted(i)));
    await store.close();
    const before = await parts.text(JOURNAL);
    // It lies before the place that the snapshot names: of the roles of now nothing is lost.
    await parts.put(JOURNAL, before.replace('viewer_3"', 'viewer_X"'));
    const next = await reopen(parts);
    const again = await openRoster(next);
    expect(next.codes()).toEqual(['history_damaged']);
    expect([again.roster.byId('3')?.userLogin, again.isDoubted('vips')]).toEqual(['viewer_3', false]);
    await again.settle();
    await again.close();
    const third = await reopen(next);
    await openRoster(third);
    expect(third.codes()).toEqual([]);
  });

  it('goes on from the snapshot when the journal is gone, says so, and keeps a history', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1), granted(2)]);
    await store.close();
    await parts.folder.files.remove(parts.path(JOURNAL));
    const next = await reopen(parts);
    const again = await openRoster(next);
    expect([next.codes(), next.told()]).toEqual([
      ['history_damaged'],
      expect.stringMatching(/journal.*missing/),
    ]);
    expect(again.isDoubted('vips')).toBe(false);
    await again.commit(() => [revoked(1, 'vips', NOW + 1)]);
    expect(await again.history('1')).toMatchObject([
      { grantedAt: NOW, source: 'startup', revokedAt: NOW + 1 },
    ]);
    await again.close();
    const after = await reopen(next);
    const third = await openRoster(after);
    expect(after.codes()).toEqual([]);
    expect(picture(third.roster)).toEqual(
      picture(model([[granted(1), granted(2), revoked(1, 'vips', NOW + 1)]])),
    );
  });

  it('uses the snapshot and new changes with an older journal', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1)]);
    const older = await parts.text(JOURNAL);
    await store.commit(() => [granted(2), granted(3)]);
    await store.close();
    await parts.put(JOURNAL, older);
    const next = await reopen(parts);
    const second = await openRoster(next);
    await second.commit(() => [revoked(3)]);
    const third = await openRoster(await reopen(next));
    expect(picture(third.roster)).toEqual(picture(model([[granted(1), granted(2), granted(3), revoked(3)]])));
  });

  it.each(['null', '[]', '', '{}', 'x', '\n', '["rolecall.roster",1,0]\n'])(
    'sets a snapshot aside that says %j and takes the journal',
    async (content) => {
      const parts = await rig();
      const store = await openRoster(parts);
      await store.commit(() => [granted(1), granted(2)]);
      await store.close();
      await parts.put(SNAPSHOT, content);
      const next = await reopen(parts);
      const again = await openRoster(next);
      expect([next.codes(), again.isDoubted('vips')]).toEqual([['file_restored'], false]);
      await again.settle();
      expect(await parts.names()).toContain('roster.corrupt-20250102T030405678Z.snapshot.ndjson');
      expect(picture(again.roster)).toEqual(picture(model([[granted(1), granted(2)]])));
    },
  );

  it('never believes a snapshot with any byte changed or missing', async () => {
    const parts = await rig();
    const first = await openRoster(parts);
    await first.commit(() => [granted(1, 'subscribers'), granted(2), granted(3, 'moderators')]);
    await first.close();
    const good = Buffer.from(await parts.text(SNAPSHOT));
    let now = parts;
    for (let i = 0; i < good.length; i += 3) {
      const bad = Buffer.from(good);
      bad[i] = bad[i]! ^ 1;
      await now.put(SNAPSHOT, i % 2 ? bad : good.subarray(0, i));
      now = await reopen(now);
      const store = await openRoster(now);
      expect([...store.roster.viewers()]).toHaveLength(3);
      expect(store.roster.byId('1')?.subscribers?.tier).toBe('1000');
      await store.close();
    }
  });

  it.each([
    [SNAPSHOT, '["rolecall.roster",3,0,0]'],
    [JOURNAL, '["8c0e2d44",0,0,0,"rolecall.journal",2]'],
  ])('refuses a %s of a newer version and leaves it as it is', async (name, line) => {
    const parts = await rig();
    const body = line.slice(12);
    const content =
      name === JOURNAL ? `["${crc32(body).toString(16).padStart(8, '0')}",${body}\n` : `${line}\n`;
    await parts.put(name, content);
    await expect(openRoster(parts)).rejects.toMatchObject({ code: 'file_too_new' });
    expect(await parts.text(name)).toBe(content);
    expect(await parts.names()).toEqual([name]);
  });
});

describe('history', () => {
  it('tells every role of a viewer, oldest first, over restarts', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const gift = { tier: '2000', isGift: true, gifterId: '9', gifterLogin: 'giver' } as const;
    const upgrade: RoleChange = { ...granted(1, 'subscribers', NOW + 3), change: 'updated', detail: gift };
    await store.commit(() => [granted(1), granted(11), granted(111)]);
    await store.commit(() => [granted(1, 'subscribers', NOW + 1)]);
    await store.commit(() => [revoked(1, 'vips', NOW + 2)]);
    await store.close();
    const again = await openRoster(await reopen(parts));
    await again.commit(() => [upgrade, granted(1, 'vips', NOW + 4)]);
    expect(await again.history('1')).toEqual([
      expect.objectContaining({ role: 'vip', grantedAt: NOW, revokedAt: NOW + 2, revokedSource: 'event' }),
      expect.objectContaining({ role: 'subscriber', grantedAt: NOW + 1, revokedAt: null, ...gift }),
      expect.objectContaining({ role: 'vip', grantedAt: NOW + 4, revokedAt: null, revokedSource: null }),
    ]);
    expect((await again.history('1'))[1]?.events.map(({ change }) => change)).toEqual(['granted', 'updated']);
    expect(await again.history('9')).toEqual([]);
    expect(await again.history('nobody')).toEqual([]);
  });

  it('names the newest changes of all, also after a restart', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    for (let i = 0; i < 30; i++) await store.commit(() => [granted(i)]);
    expect(store.recent(2).map(({ user: { userId } }) => userId)).toEqual(['29', '28']);
    await store.close();
    const again = await openRoster(await reopen(parts));
    expect(again.recent(3).map(({ user: { userId } }) => userId)).toEqual(['29', '28', '27']);
    await again.commit(() => [revoked(3)]);
    expect(again.recent(1)).toEqual([revoked(3)]);
  });

  it('names the same newest changes whoever asks for how many first, and those of this start before them', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => Array.from({ length: 1200 }, (_, i) => granted(i)));
    await store.close();
    const again = await openRoster(await reopen(parts));
    const ids = (limit: number): number[] => again.recent(limit).map(({ user }) => Number(user.userId));
    const down = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from - i);
    expect(ids(2)).toEqual(down(1199, 2));
    await again.commit(() => [granted(2000)]);
    expect(ids(4)).toEqual([2000, ...down(1199, 3)]);
    expect(ids(500)).toEqual([2000, ...down(1199, 499)]);
    expect(ids(1)).toEqual([2000]);
    // So many that those of before are no longer kept: none of them comes back behind a gap.
    await again.commit(() => Array.from({ length: 1100 }, (_, i) => granted(3000 + i)));
    expect(ids(500)).toEqual(down(4099, 500));
    await again.commit(() => [granted(5000)]);
    expect(ids(500)).toEqual([5000, ...down(4099, 499)]);
  });

  it('tells a start what events changed in the last minutes, however much that is', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const now = parts.clock.now();
    const change = (i: number, at: number, source = 'event'): RoleChange => ({
      ...granted(i, 'vips', at),
      source,
    });
    await store.commit(() => [change(1, now - 151_000), change(2, now - 149_000)]);
    await store.commit(() => Array.from({ length: 5_000 }, (_, i) => change(10 + i, now - 100_000, 'sync')));
    await store.commit(() => Array.from({ length: 5_000 }, (_, i) => change(10_000 + i, now - 50_000)));
    await store.commit(() => Array.from({ length: 700 }, (_, i) => change(20_000 + i, now, 'api:test')));
    expect(store.heardBefore).toEqual([]);
    await store.close();
    const again = await openRoster(await reopen(parts));
    expect(again.heardBefore.map(({ user }) => Number(user.userId))).toEqual([
      ...Array.from({ length: 5_000 }, (_, i) => 14_999 - i),
      2,
    ]);
    expect(again.recent(500).map(({ user }) => user.userId)).toHaveLength(500);
    await again.deleteAll();
    expect(again.heardBefore).toEqual([]);
  });
});

describe('deleteAll', () => {
  it('forgets everybody for good, and what was set aside; commits after it stay', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => Array.from({ length: 2500 }, (_, i) => granted(i)));
    await parts.put('roster.corrupt-2024.journal.ndjson', 'viewer_1');
    const deleting = store.deleteAll();
    const after = store.commit(() => [granted('new')]);
    await Promise.all([deleting, after]);
    expect(picture(store.roster)).toEqual(picture(model([[granted('new')]])));
    expect(store.recent(10)).toEqual([granted('new')]);
    expect(await store.history('1')).toEqual([]);
    expect(await parts.names()).toEqual([JOURNAL]);
    const again = await openRoster(await reopen(parts));
    expect(picture(again.roster)).toEqual(picture(model([[granted('new')]])));
  });

  it('that fails forgets nothing', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    await store.commit(() => [granted(1)]);
    parts.files.fail('truncate', 'EIO');
    parts.files.fail('open', 'EIO');
    await expect(store.deleteAll()).rejects.toMatchObject({ code: 'not_saved' });
    parts.files.heal();
    await store.commit(() => [granted(2)]);
    const again = await openRoster(await reopen(parts));
    expect(picture(again.roster)).toEqual(picture(model([[granted(1), granted(2)]])));
  });
});

it('starts empty, and writes nothing before there is something to write', async () => {
  const parts = await rig();
  const store = await openRoster(parts);
  expect(store.roster.size).toBe(0);
  expect(store.roster).toBeInstanceOf(Roster);
  await store.close();
  expect((await stat(parts.path(JOURNAL))).size).toBe(0);
  expect(await parts.names()).toEqual([JOURNAL]);
});
