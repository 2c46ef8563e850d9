import { lstat, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonFileSpec } from '../../server/store/files/json-spec.ts';
import { openJsonFile } from '../../server/store/files/json-file.ts';
import { asInteger, asShape } from '../../server/store/parse.ts';
import { NOW, reopen, type Rig, rig, temporaryFolder } from './harness.ts';

interface Count {
  readonly n: number;
}

const spec: JsonFileSpec<Count> = {
  name: 'count',
  version: 1,
  defaults: { n: 0 },
  parse: (data) => ({ n: asInteger(asShape(data, ['n'], 'count')['n'], 'n') }),
  copy: 'now',
  isOldFine: false,
  lost: { code: 'counts_lost', message: 'The count is lost.', fix: 'Count again.' },
};
const FILE = 'count.json';
const COPY = 'count.copy.json';
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
    number: 1,
    savedAt: '2025-01-02T03:04:05.678Z',
    data: { n: 5 },
    check: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
  expect((await openJsonFile(await reopen(parts), spec)).data).toEqual({ n: 5 });
});

it('syncs each of the two files before it takes the old one’s place, and the folder after; one after the other', async () => {
  const parts = await rig();
  const file = await openJsonFile(parts, spec);
  parts.files.calls.length = 0;
  await file.update(set(1));
  const steps = parts.files.calls.filter((call) => /^(write|datasync|rename) count|^syncFolder/.test(call));
  const one = (name: string) => [`write ${name}.tmp`, `datasync ${name}.tmp`, `rename ${name}`];
  expect(steps.filter((call) => !call.startsWith('syncFolder'))).toEqual([...one(FILE), ...one(COPY)]);
  expect(steps.filter((call) => call.startsWith('syncFolder'))).toHaveLength(2);
  expect(await parts.text(COPY)).toBe(await parts.text(FILE));
});

describe('updates', () => {
  it('of one moment share a write, and each learns its own result', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    const results = await Promise.all([file.update(add), file.update(add), file.update(add)]);
    expect(results).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(parts.files.calls.filter((call) => call === `rename ${FILE}`)).toHaveLength(1);
  });

  it('that could not be read again are refused before anything is written', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    const bad = file.update(set(NaN));
    const good = file.update(set(7));
    await expect(bad).rejects.toMatchObject({
      code: 'invalid_data',
      message: expect.stringMatching(/^Not saved: n is/),
    });
    expect(await good).toEqual({ n: 7 });
    expect(parts.log.lines).toEqual([expect.stringMatching(/^error count.json: Not saved: n is/)]);
  });

  it('are saved though there is no room for the copy, and the next one mends that', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    parts.files.fail('write', 'ENOSPC', { path: /copy/ });
    await file.update(set(2));
    expect(parts.log.lines).toEqual([expect.stringMatching(/^warn No copy of count.json was kept: .*full/)]);
    const next = await reopen(parts);
    const again = await openJsonFile(next, spec);
    expect([again.data, next.codes()]).toEqual([{ n: 2 }, []]);
    await again.settle();
    expect(await next.text(COPY)).toBe(await next.text(FILE));
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
    '{"version":1,"data":{"n":1}}',
    '\0\0\0',
    '\xef\xbb',
  ];
  const SET_ASIDE = 'count.corrupt-20250102T030405678Z.json';

  /** A folder in which 1 and then 2 was saved. */
  async function saved(): Promise<Rig> {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    await file.update(set(2));
    return parts;
  }

  it.each([...bad, ...more])('%j is set aside and said, and its copy used', async (content) => {
    const parts = await saved();
    await parts.put(FILE, Buffer.from(content, 'latin1'));
    const next = await reopen(parts);
    const again = await openJsonFile(next, spec);
    expect(again.data).toEqual({ n: 2 });
    expect([next.codes(), next.told()]).toEqual([['file_restored'], expect.stringContaining(SET_ASIDE)]);
    expect(next.log.lines).toEqual([`warn ${next.told()}`]);
    expect(await next.text(FILE)).toBe(content === '\xef\xbb' ? '\ufffd' : content); // until it is kept
    await again.settle();
    expect(await readFile(next.path(SET_ASIDE), 'latin1')).toBe(content);
    await again.update(set(3));
    const last = await reopen(next);
    expect([(await openJsonFile(last, spec)).data, last.codes()]).toEqual([{ n: 3 }, []]);
  });

  it('damaged together with its copy gives the defaults and says what is lost; both are kept', async () => {
    const parts = await saved();
    await parts.put(FILE, '{');
    await parts.put(COPY, 'x');
    const next = await reopen(parts);
    const file = await openJsonFile(next, spec);
    expect([file.data, next.codes()]).toEqual([{ n: 0 }, ['counts_lost']]);
    expect(next.told()).toMatch(/count.json was damaged \(no valid JSON\).*The count is lost\./);
    await file.settle();
    expect(await next.text(SET_ASIDE)).toBe('{');
    expect(await next.text('count.corrupt-20250102T030405678Z.copy.json')).toBe('x');
    const last = await reopen(next);
    expect([(await openJsonFile(last, spec)).data, last.codes()]).toEqual([{ n: 0 }, []]);
  });

  it('lost may stand for something else than the defaults', async () => {
    const parts = await saved();
    for (const name of [FILE, COPY]) await parts.folder.files.remove(parts.path(name));
    const next = await reopen(parts);
    const file = await openJsonFile(next, { ...spec, whenLost: (now: number) => ({ n: now }) });
    expect([file.data, next.codes()]).toEqual([{ n: NOW }, ['counts_lost']]);
    expect(next.told()).toBe('count.json was missing. The count is lost.');
  });

  it.each([FILE, COPY])('missing (%s) comes back from the other one, and that is said', async (name) => {
    const parts = await saved();
    const content = await parts.text(name);
    await parts.folder.files.remove(parts.path(name));
    const next = await reopen(parts);
    const again = await openJsonFile(next, spec);
    expect([again.data, next.codes()]).toEqual([{ n: 2 }, ['file_restored']]);
    await again.settle();
    expect(JSON.parse(await next.text(name))).toMatchObject({
      data: (JSON.parse(content) as { data: unknown }).data,
    });
  });

  it('an older one is not believed: neither alone, nor with its copy', async () => {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    const older = await parts.text(FILE);
    await file.update(set(2));
    await parts.put(FILE, older);
    const next = await reopen(parts);
    const again = await openJsonFile(next, spec);
    expect([again.data, next.codes()]).toEqual([{ n: 2 }, ['file_restored']]);
    await again.settle();
    for (const name of [FILE, COPY]) await next.put(name, older);
    const third = await reopen(next);
    expect([(await openJsonFile(third, spec)).data, third.codes()]).toEqual([{ n: 0 }, ['counts_lost']]);
    const fourth = await reopen(third);
    const lenient = await openJsonFile(fourth, { ...spec, isOldFine: true });
    expect([lenient.data, fourth.codes()]).toEqual([{ n: 1 }, ['file_older']]);
  });

  it('changed in any bit is noticed, or says the same', async () => {
    let parts = await saved();
    const good = await readFile(parts.path(FILE));
    for (let bit = 0; bit < 8 * good.length; bit += 5) {
      const bytes = Buffer.from(good);
      bytes[bit >> 3]! ^= 1 << (bit % 8);
      await parts.put(FILE, bytes);
      await parts.put(COPY, good);
      parts = await reopen(parts);
      const file = await openJsonFile(parts, spec);
      expect([bit, file.data]).toEqual([bit, { n: 2 }]);
      expect([[], ['file_restored']]).toContainEqual(parts.codes());
    }
  });

  it.each([
    ['a mark in front', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['other line ends', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['other blanks', (text: string) => Buffer.from(JSON.stringify(JSON.parse(text), null, 8))],
  ])('saved with %s is not damaged', async (_, change) => {
    const parts = await saved();
    for (const name of [FILE, COPY]) await parts.put(name, change(await parts.text(name)));
    const next = await reopen(parts);
    expect([(await openJsonFile(next, spec)).data, next.codes(), next.log.lines]).toEqual([{ n: 2 }, [], []]);
  });

  it('from before files had numbers is read without a word, and numbered from then on', async () => {
    const parts = await rig();
    await rm(parts.path('manifest.ndjson'));
    await rm(parts.path('manifest.copy.ndjson'));
    await parts.put(FILE, '{"version":1,"savedAt":"2024-01-01T00:00:00.000Z","data":{"n":7}}');
    await parts.put(`${FILE}.bak`, '{"version":1,"data":{"n":6}}');
    const next = await reopen(parts);
    const file = await openJsonFile(next, spec);
    expect([file.data, next.codes()]).toEqual([{ n: 7 }, []]);
    await file.settle();
    expect(JSON.parse(await next.text(FILE))).toMatchObject({ number: 1, data: { n: 7 } });
    expect(await next.names()).toEqual([COPY, FILE]);
  });

  it('damaged before files had numbers: the version before it may be the more open one', async () => {
    const parts = await rig();
    await parts.put(FILE, '{"version":1,"da');
    await parts.put(`${FILE}.bak`, '{"version":1,"data":{"n":6}}');
    const strict = await openJsonFile(parts, spec);
    expect([strict.data, parts.codes()]).toEqual([{ n: 0 }, ['counts_lost']]);
    const lenient = await openJsonFile(await reopen(parts), { ...spec, isOldFine: true });
    expect(lenient.data).toEqual({ n: 6 });
  });

  it.skipIf(process.platform === 'win32')(
    'a link is not followed, neither to read nor to write',
    async () => {
      const parts = await saved();
      const elsewhere = join(await temporaryFolder(), 'theirs.json');
      await writeFile(elsewhere, await parts.text(FILE));
      await rm(parts.path(FILE));
      await symlink(elsewhere, parts.path(FILE));
      const next = await reopen(parts);
      const file = await openJsonFile(next, spec);
      expect([file.data, next.codes()]).toEqual([{ n: 2 }, ['file_restored']]);
      expect(next.told()).toContain('a link to somewhere else');
      await file.update(set(3));
      expect((await lstat(next.path(FILE))).isFile()).toBe(true);
      expect(await readFile(elsewhere, 'utf8')).toContain('"n": 2');
    },
  );

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
});

describe('migrations', () => {
  const third: JsonFileSpec<{ readonly total: number }> = {
    ...{ copy: 'now', isOldFine: false, lost: spec.lost },
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
    expect([file.data, parts.codes()]).toEqual([{ total: 0 }, ['counts_lost']]);
    await file.settle();
    expect(await parts.text('count.corrupt-20250102T030405678Z.json')).toBe(content);
  });
});

it.skipIf(process.platform === 'win32')('all files are readable by their owner alone', async () => {
  const parts = await rig();
  const file = await openJsonFile(parts, spec);
  await parts.put(`${FILE}.tmp`, ''); // left behind, readable by all
  await file.update(set(1));
  for (const name of await readdir(parts.folder.path)) {
    if (!name.startsWith('lock'))
      expect([name, (await stat(parts.path(name))).mode & 0o777]).toEqual([name, 0o600]);
  }
});

it('the power failing at any step leaves the old data or the new, and nothing to say', async () => {
  for (let steps = 0; steps < 20; steps++) {
    const parts = await rig();
    const file = await openJsonFile(parts, spec);
    await file.update(set(1));
    await file.update(set(2));
    parts.files.crashAfter(steps);
    const isSaved = await file.update(set(3)).then(
      () => true,
      () => false,
    );
    const next = await reopen(parts);
    const again = await openJsonFile(next, spec);
    expect(isSaved ? [3] : [2, 3]).toContain(again.data.n);
    expect(next.codes()).toEqual([]);
  }
});
