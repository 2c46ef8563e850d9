import { describe, expect, it } from 'vitest';
import type { AccessEntry, GrantRecord, OverrideRecord } from '../../server/access/ports.ts';
import { openAccess } from '../../server/store/access-file.ts';
import { sealLine } from '../../server/store/files/sealed-line.ts';
import { NOW, reopen, rig } from './harness.ts';

const FILE = 'access.ndjson';
const COPY = 'access.copy.ndjson';

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
    const next = await reopen(parts);
    const again = await openAccess(next);
    expect([...again.grants()]).toEqual(records([ended, grant(2)]));
    expect([...again.overrides()]).toEqual(records([override(1), override(2)]));
    expect(next.codes()).toEqual([]);
  });

  it('cost one sync a change, and one for all that come together; mutes one in each file, one after the other', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    await file.save([grant(1), override(1)]);
    const syncs = async (entries: AccessEntry[]): Promise<string[]> => {
      parts.files.calls.length = 0;
      await Promise.all(entries.map((entry) => file.save([entry])));
      return parts.files.calls.filter((call) => /^(datasync|rename)/.test(call));
    };
    expect(await syncs(Array.from({ length: 50 }, (_, i) => grant(i + 2)))).toEqual([`datasync ${FILE}`]);
    const mutes = Array.from({ length: 50 }, (_, i) => override(i + 2));
    expect(await syncs(mutes)).toEqual([`datasync ${FILE}`, `datasync ${COPY}`]);
    expect(await syncs([override(2, { endedAt: NOW, endReason: 'cleared' })])).toHaveLength(2);
    await file.close();
    expect(await parts.text(COPY)).toBe(await parts.text(FILE));
  });

  it('that could not be read again are refused before anything is written', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    const bad = grant(1, { expiresAt: NaN });
    await expect(file.save([bad])).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(file.stage('import-1', [grant(2), bad])).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await parts.names()).toEqual([]);
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
    await file.close();
    // Nobody was told that this is saved.
    await parts.put(FILE, `${await parts.text(FILE)}["12345678",3,{"kind":"gra`);
    const next = await reopen(parts);
    const again = await openAccess(next);
    expect([...again.grants()]).toEqual(records([grant(1), grant(2)]));
    expect(next.codes()).toEqual([]);
    await again.save([grant(3)]);
    const last = await openAccess(await reopen(next));
    expect([...last.grants()]).toEqual(records([grant(1), grant(2), grant(3)]));
  });

  it('of a newer version are left alone', async () => {
    const parts = await rig();
    await (await openAccess(parts)).save([grant(1)]);
    for (const header of [
      ['rolecall.access', 2],
      [0, 'rolecall.access', 3],
    ]) {
      const content = sealLine(JSON.stringify(header));
      await parts.put(FILE, content);
      await expect(openAccess(parts)).rejects.toMatchObject({ code: 'file_too_new' });
      expect(await parts.text(FILE)).toBe(content);
    }
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
    expect(await parts.text(COPY)).toBe(await parts.text(FILE));
    const again = await openAccess(await reopen(parts));
    expect([...again.grants()].map(({ minutes }) => minutes)).toEqual(Array(50).fill(29));
  });

  it('that were dropped are gone from the disk too', async () => {
    const parts = await rig();
    const file = await openAccess(parts);
    await file.save([grant(1), grant(2), override(1)]);
    file.dropGrants([1]);
    await file.close();
    for (const name of [FILE, COPY]) expect(await parts.text(name)).not.toContain('viewer_1');
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
