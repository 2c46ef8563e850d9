import { describe, expect, it } from 'vitest';
import type { AccessEntry, GrantRecord, OverrideRecord } from '../../server/access/ports.ts';
import { openAccess } from '../../server/store/access-file.ts';
import { NOW, reopen, rig } from './harness.ts';

const FILE = 'access.ndjson';

function grant(id: number, changes: Partial<GrantRecord> = {}): AccessEntry {
  const record: GrantRecord = {
    id,
    userId: `${1000 + id}`,
    userLogin: `viewer_${id}`,
    userDisplayName: null,
    feature: 'tts',
    minutes: 5,
    note: 'é\n"',
    by: 'api',
    source: 'redemption',
    redemptionId: `r-${id}`,
    addedAt: NOW,
    expiresAt: NOW + 300_000,
    endedAt: null,
    endedBy: null,
    endReason: null,
    ...changes,
  };
  return { kind: 'grant', record };
}

function override(id: number, changes: Partial<OverrideRecord> = {}): AccessEntry {
  const record: OverrideRecord = {
    id,
    userId: '7',
    userLogin: null,
    userDisplayName: null,
    feature: 'tts',
    effect: 'deny',
    until: 'stream_end',
    note: null,
    by: 'mod',
    setAt: NOW,
    endedAt: null,
    endedBy: null,
    endReason: null,
    ...changes,
  };
  return { kind: 'override', record };
}

const records = (entries: readonly AccessEntry[]): unknown[] => entries.map(({ record }) => record);

describe('overrides and grants on disk', () => {
  it('come back as they were, the last word on each', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    expect(await parts.names()).toEqual([]);
    await Promise.all([file.save([grant(1)]), file.save([override(1), grant(2)]), file.save([override(2)])]);
    const ended = grant(1, { endedAt: NOW + 1, endedBy: 'x', endReason: 'revoked' });
    await file.save([ended]);
    const again = await openAccess(await reopen(parts));
    expect([...again.grants()]).toEqual(records([ended, grant(2)]));
    expect([...again.overrides()]).toEqual(records([override(1), override(2)]));
    expect(again.notices).toEqual([]);
  });

  it('cost one sync a change, and one for all that come together', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    await file.save([grant(1)]);
    parts.files.calls.length = 0;
    await Promise.all(Array.from({ length: 50 }, (_, i) => file.save([grant(i + 2)])));
    expect(parts.files.calls.filter((call) => call.startsWith('datasync'))).toHaveLength(1);
    expect(parts.files.calls.filter((call) => call.startsWith('rename'))).toHaveLength(0);
  });

  it('are all there, or all missing, wherever the power fails', async () => {
    for (let operations = 0; operations < 40; operations++) {
      const parts = await rig();
      const file = await openAccess(parts);
      parts.files.crashAfter(operations);
      const acknowledged: number[] = [];
      for (let id = 1; id <= 12; id += 2) {
        await file.save([grant(id), grant(id + 1)]).then(
          () => acknowledged.push(id),
          () => undefined,
        );
      }
      const again = await openAccess(await reopen(parts));
      const found = new Set([...again.grants()].map(({ id }) => id));
      for (const id of acknowledged) expect(found.has(id)).toBe(true);
      for (let id = 1; id <= 12; id += 2) expect(found.has(id)).toBe(found.has(id + 1));
    }
  });

  it.each(['open', 'write', 'datasync', 'syncFolder'] as const)(
    'that could not be saved (%s) never were, and the next ones are fine',
    async (op) => {
      const parts = await rig();
      const file = await openAccess(parts);
      parts.files.fail(op, 'ENOSPC', { path: /access|store/, ...(op === 'write' && { after: 20 }) });
      await expect(file.save([grant(1)])).rejects.toMatchObject({ code: 'not_saved' });
      expect([...file.grants()]).toEqual([]);
      parts.files.heal();
      await file.save([grant(2)]);
      const again = await openAccess(await reopen(parts));
      expect([...again.grants()]).toEqual(records([grant(2)]));
    },
  );

  it('whose last line was cut short lose nothing else', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    await file.save([grant(1)]);
    await file.save([grant(2)]);
    const text = await parts.text(FILE);
    await parts.put(FILE, text.slice(0, -9));
    const next = await reopen(parts);
    const again = await openAccess(next);
    expect([...again.grants()]).toEqual(records([grant(1)]));
    expect(again.notices).toEqual([]);
    await again.save([grant(3)]);
    const last = await openAccess(await reopen(next));
    expect([...last.grants()]).toEqual(records([grant(1), grant(3)]));
  });

  it('that somebody damaged are read as far as can be, and a copy is kept', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    for (const id of [1, 2, 3]) await file.save([grant(id)]);
    await parts.put(FILE, (await parts.text(FILE)).replace('viewer_2', 'viewer_x'));
    const next = await reopen(parts);
    const again = await openAccess(next);
    expect([...again.grants()]).toEqual(records([grant(1), grant(3)]));
    expect(again.notices[0]?.setAside).toMatch(/^access\.corrupt-.*\.ndjson$/);
    expect(await next.text(again.notices[0]!.setAside!)).toContain('viewer_x');
    expect((await openAccess(await reopen(next))).notices).toEqual([]);
  });

  it('of a newer version are left alone', async () => {
    const parts = await rig();
    await (await openAccess(parts)).save([grant(1)]);
    const { sealLine } = await import('../../server/store/files/sealed-line.ts');
    await parts.put(FILE, sealLine(JSON.stringify(['rolecall.access', 2])));
    await expect(openAccess(await reopen(parts))).rejects.toMatchObject({ code: 'file_too_new' });
  });

  it('take no more room than they need, and nothing is lost while the file is written anew', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    for (let round = 0; round < 30; round++) {
      const some = Array.from({ length: 50 }, (_, i) => file.save([grant(i + 1, { minutes: round })]));
      await Promise.all(some);
    }
    await file.close();
    expect((await parts.text(FILE)).split('\n').length).toBeLessThan(1_200);
    const again = await openAccess(await reopen(parts));
    expect([...again.grants()].map(({ minutes }) => minutes)).toEqual(Array(50).fill(29));
  });

  it('that were dropped are gone from the disk too', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    await file.save([grant(1), grant(2), override(1)]);
    file.dropGrants([1]);
    await file.close();
    expect(await parts.text(FILE)).not.toContain('viewer_1');
    const again = await openAccess(await reopen(parts));
    expect([...again.grants()]).toEqual(records([grant(2)]));
    await expect(file.save([grant(3)])).rejects.toMatchObject({ code: 'closed' });
  });

  it('can be deleted altogether, and begun again', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    await file.save([grant(1), override(1)]);
    await file.clear();
    expect([[...file.grants()], [...file.overrides()], await parts.names()]).toEqual([[], [], []]);
    await file.save([grant(2)]);
    const again = await openAccess(await reopen(parts));
    expect([...again.grants()]).toEqual(records([grant(2)]));
  });
});
