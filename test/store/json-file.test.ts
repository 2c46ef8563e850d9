import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { JsonFileSpec } from '../../server/store/files/json-adapter.ts';
import { openJsonFile } from '../../server/store/files/json-file.ts';
import { asInteger, asShape } from '../../server/store/parse.ts';
import { reopen, rig } from './harness.ts';

interface Count {
  readonly n: number;
}

const spec: JsonFileSpec<Count> = {
  name: 'count',
  version: 1,
  defaults: { n: 0 },
  parse: (data) => ({ n: asInteger(asShape(data, ['n'], 'count')['n'], 'n') }),
};
const FILE = 'count.json';
const set = (n: number) => () => ({ n });
const add = ({ n }: Count): Count => ({ n: n + 1 });

it('really writes, also under NODE_ENV=test, where lowdb’s presets keep everything in memory', async () => {
  expect(process.env['NODE_ENV']).toBe('test');
  const parts = await rig();
  const file = await openJsonFile(parts, spec);
  expect(await parts.names()).toEqual([]);
  await file.update(set(5));
  expect(JSON.parse(await parts.text(FILE))).toEqual({
    version: 1,
    savedAt: '2025-01-02T03:04:05.678Z',
    data: { n: 5 },
  });
  expect((await openJsonFile(await reopen(parts), spec)).data).toEqual({ n: 5 });
});

it('syncs the file before it takes the old one’s place, and the folder after', async () => {
  const parts = await rig();
  const file = await openJsonFile(parts, spec);
  parts.files.calls.length = 0;
  await file.update(set(1));
  const steps = parts.files.calls.filter((call) => /^(write|datasync|rename|syncFolder)/.test(call));
  expect(steps.map((call) => call.split(' ')[0])).toEqual(['write', 'datasync', 'rename', 'syncFolder']);
});

describe('updates', () => {
  it('of one moment share a write, and each learns its own result', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    const results = await Promise.all([file.update(add), file.update(add), file.update(add)]);
    expect(results).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(parts.files.calls.filter((call) => call.startsWith('rename'))).toHaveLength(1);
  });

  it('show in memory when they are durable, not before', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    const saving = file.update(add);
    expect(file.data).toEqual({ n: 0 });
    await saving;
    expect(file.data).toEqual({ n: 1 });
  });

  it('that change nothing write nothing', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update((data) => data);
    expect(await parts.names()).toEqual([]);
  });

  it('that throw fail alone', async () => {
    const file = await openJsonFile(await rig(), spec);
    const bad = file.update(() => {
      throw new Error('no');
    });
    const good = file.update(add);
    await expect(bad).rejects.toThrow('no');
    expect(await good).toEqual({ n: 1 });
  });

  it.each([
    ['open', 'EROFS'],
    ['write', 'ENOSPC'],
    ['datasync', 'EIO'],
    ['rename', 'EROFS'],
  ] as const)('fail together with their write (%s: %s), and only with theirs', async (op, code) => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(10));
    parts.files.fail(op, code, { times: 1, path: /count/, after: op === 'write' ? 5 : 0 });
    const first = file.update(add);
    const same = file.update(add);
    await Promise.resolve().then(() => undefined);
    const later = new Promise((resolve) => setImmediate(() => resolve(file.update(add))));
    await expect(first).rejects.toMatchObject({ code: 'not_saved', fix: expect.any(String) });
    await expect(same).rejects.toMatchObject({ code: 'not_saved' });
    expect(await later).toEqual({ n: 11 });
    expect((await parts.names()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect((await openJsonFile(await reopen(parts), spec)).data).toEqual({ n: 11 });
  });

  it.each(['EPERM', 'EACCES', 'EBUSY'])('wait for a scanner that holds the file (%s)', async (code) => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    parts.files.fail('rename', code, { times: 4 });
    expect(await file.update(add)).toEqual({ n: 1 });
  });

  it('do not wait for ever', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    parts.files.fail('rename', 'EPERM');
    await expect(file.update(add)).rejects.toMatchObject({ code: 'not_saved' });
    expect(file.data).toEqual({ n: 0 });
  });

  it('under way are finished by close(), later ones refused', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    const last = file.update(add);
    const closing = file.close();
    await expect(file.update(add)).rejects.toMatchObject({ code: 'closed' });
    expect(await last).toEqual({ n: 1 });
    await closing;
  });
});

describe('a file that is', () => {
  const bad = [
    'null',
    '[]',
    '{}',
    '',
    '{"version":1,"da',
    'x',
    '{"version":1,"data":null}',
    '{"version":1,"data":{"n":-1}}',
  ];
  const more = [
    '{"version":0,"data":{"n":1}}',
    '{"version":"1","data":{"n":1}}',
    '{"data":{"n":1}}',
    '\0\0\0',
  ];

  it.each([...bad, ...more])('%j is set aside, said, and the one before it used', async (content) => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    await file.update(set(2));
    await parts.put(FILE, content);
    const next = await reopen(parts);
    const again = await openJsonFile(next, spec);
    expect(again.data).toEqual({ n: 1 });
    const setAside = 'count.corrupt-20250102T030405678Z.json';
    expect(again.notices).toEqual([{ file: FILE, setAside, message: expect.stringContaining(setAside) }]);
    expect(next.log.lines).toEqual([`warn ${again.notices[0]?.message}`]);
    expect(await next.text(setAside)).toBe(content);
    await again.update(set(3));
    expect((await openJsonFile(await reopen(next), spec)).data).toEqual({ n: 3 });
  });

  it('damaged, with nothing before it, gives the defaults', async () => {
    const parts = await rig();
    await parts.put(FILE, '{');
    const file = await openJsonFile(parts, spec);
    expect(file.data).toEqual({ n: 0 });
    expect(file.notices[0]?.message).toMatch(/no valid JSON.*starts afresh/);
  });

  it('missing, with one before it, gives that one', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    await file.update(set(2));
    await parts.folder.files.remove(parts.path(FILE));
    const again = await openJsonFile(await reopen(parts), spec);
    expect(again.data).toEqual({ n: 1 });
    expect(again.notices[0]?.message).toMatch(/missing/);
  });

  it('of a newer version is refused and never touched', async () => {
    const parts = await rig();
    const content = '{"version":2,"data":{"other":true}}';
    await parts.put(FILE, content);
    await expect(openJsonFile(parts, spec)).rejects.toMatchObject({
      code: 'file_too_new',
      message: expect.stringContaining(FILE),
    });
    expect(await parts.names()).toEqual([FILE]);
    expect(await parts.text(FILE)).toBe(content);
  });

  it('unreadable is neither touched nor replaced', async () => {
    const parts = await rig();
    await parts.put(FILE, '{"version":1,"data":{"n":7}}');
    parts.files.fail('open', 'EACCES');
    await expect(openJsonFile(parts, spec)).rejects.toMatchObject({ code: 'file_unreadable' });
    expect(await parts.text(FILE)).toContain('7');
  });

  it('half written by a crash is cleaned away', async () => {
    const parts = await rig();
    await (await openJsonFile(parts, spec)).update(set(1));
    await parts.put(`${FILE}.tmp`, '{"ver');
    expect((await openJsonFile(parts, spec)).data).toEqual({ n: 1 });
    expect(await parts.names()).toEqual([FILE]);
  });
});

describe('migrations', () => {
  const third: JsonFileSpec<{ readonly total: number }> = {
    name: 'count',
    version: 3,
    defaults: { total: 0 },
    parse: (data) => ({ total: asInteger(asShape(data, ['total'], 'count')['total'], 'total') }),
    migrations: {
      1: (data) => ({ m: (data as Count).n * 10 }),
      2: (data) => ({ total: (data as { m: number }).m + 1 }),
    },
  };

  it('bring old data up step by step, and the next write saves it in the new form', async () => {
    const parts = await rig();
    await (await openJsonFile(parts, spec)).update(set(4));
    const next = await reopen(parts);
    const file = await openJsonFile(next, third);
    expect(file.data).toEqual({ total: 41 });
    await file.update(({ total }) => ({ total: total + 1 }));
    expect(JSON.parse(await next.text(FILE))).toMatchObject({ version: 3, data: { total: 42 } });
  });

  it('that fail leave the old file aside, whole', async () => {
    const parts = await rig();
    const content = '{"version":2,"data":null}';
    await parts.put(FILE, content);
    const file = await openJsonFile(parts, third);
    expect(file.data).toEqual({ total: 0 });
    expect(await parts.text(file.notices[0]!.setAside!)).toBe(content);
  });
});

it.skipIf(process.platform === 'win32')(
  'a secret file is readable by its owner alone and leaves no copies',
  async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, { ...spec, isSecret: true });
    await parts.put(`${FILE}.tmp`, ''); // left behind, readable by all
    await file.update(set(1));
    await file.update(set(2));
    expect((await stat(parts.path(FILE))).mode & 0o777).toBe(0o600);
    expect(await parts.names()).toEqual([FILE]);
  },
);

it('the power failing at any step leaves the old data or the new', async () => {
  for (let steps = 0; steps < 12; steps++) {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    await file.update(set(2));
    parts.files.crashAfter(steps);
    const isSaved = await file.update(set(3)).then(
      () => true,
      () => false,
    );
    const again = await openJsonFile(await reopen(parts), spec);
    expect(isSaved ? [3] : [2, 3]).toContain(again.data.n);
    expect(again.notices).toEqual([]);
  }
});
