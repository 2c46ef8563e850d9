import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../server/demo/simulator.ts';
import {
  answersOf,
  call,
  copyOf,
  damage,
  filesOf,
  makeScene,
  removeScene,
  type Scene,
  startOn,
  warningsOf,
} from './scene.ts';

let simulator: Simulator;
let scene: Scene;
beforeAll(async () => {
  simulator = await startSimulator({ subscribers: 6, vips: 8, moderators: 6 });
  scene = await makeScene(simulator);
});
afterAll(async () => {
  await removeScene(scene);
  await simulator.close();
});

const SETTINGS = ['settings.json', 'settings.copy.json'];
const ACCESS = ['access.ndjson', 'access.copy.ndjson'];

const flip =
  (find: string, bit = 0) =>
  (bytes: Buffer) => {
    const at = bytes.indexOf(find);
    if (at < 0) throw new Error(`there is no ${find}`);
    bytes[at]! ^= 1 << bit;
    return bytes;
  };
const text = (change: (content: string) => string | Buffer) => (bytes: Buffer) => change(bytes.toString());
const lines = (change: (all: string[]) => string[]) =>
  text((content) =>
    change(content.split('\n').slice(0, -1))
      .map((line) => `${line}\n`)
      .join(''),
  );

describe('without damage', () => {
  it.each(['closed', 'killed'] as const)(
    'a folder (%s) answers as before, and says nothing',
    async (which) => {
      const { client } = await startOn(await copyOf(scene[which]), { simulator });
      expect(await answersOf(client, scene.who)).toEqual(scene.answers);
      expect(await warningsOf(client)).toEqual([]);
    },
  );
});

const foreign: [string, (content: string) => Buffer][] = [
  ['a mark in front', (content) => Buffer.from(`\ufeff${content}`)],
  ['other line ends', (content) => Buffer.from(content.replaceAll('\n', '\r\n'))],
  ['UTF-16', (content) => Buffer.from(`\ufeff${content}`, 'utf16le')],
  [
    'UTF-16, other line ends',
    (content) => Buffer.from(`\ufeff${content.replaceAll('\n', '\r\n')}`, 'utf16le').swap16(),
  ],
];

describe('what other programs make of a text is no damage:', () => {
  it.each(foreign)('%s, in every single file', async (_, change) => {
    const folder = await copyOf(scene.closed);
    for (const name of await filesOf(folder)) await damage(folder, name, text(change));
    const { client, close } = await startOn(folder, { simulator });
    expect(await answersOf(client, scene.who)).toEqual(scene.answers);
    expect(await warningsOf(client)).toEqual([]);
    await call(client, 'overrides.set', { userId: '900000099', feature: 'tts', effect: 'deny', until: null });
    await close();
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, { ...scene.who, stranger: '900000099' })).toMatchObject({
      'muted tts': 'deny override_deny',
      'stranger tts': 'deny override_deny',
    });
    expect(await warningsOf(again.client)).toEqual([]);
  });
});

const broken: [string, (bytes: Buffer) => Buffer | string | null][] = [
  ['empty', () => ''],
  ['zeros', (bytes) => Buffer.alloc(bytes.length)],
  ['cut in its first line', (bytes) => bytes.subarray(0, 12)],
  ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ['cut at its end', (bytes) => bytes.subarray(0, -9)],
  ['[]', () => '[]'],
  ['a list and a line feed', () => '[]\n'],
  ['deleted', () => null],
  [
    'half of zeros',
    (bytes) => Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.alloc(bytes.length >> 1)]),
  ],
  ['twice', (bytes) => Buffer.concat([bytes, bytes])],
  ['with something behind', (bytes) => `${bytes.toString()}hello\n`],
];

describe('rules and denials stand in two files: where one is', () => {
  const cases = broken.flatMap(([how, change]) =>
    ['settings.json', 'access.ndjson', 'channel.json'].map((name) => [name, how, change] as const),
  );
  it.each(cases)('%s %s, the other one counts, and that is said', async (name, _, change) => {
    const folder = await copyOf(scene.killed);
    await damage(folder, name, change);
    const { client, close } = await startOn(folder, { simulator });
    expect(await answersOf(client, scene.who)).toEqual(scene.answers);
    const warnings = await warningsOf(client);
    expect(warnings).toMatchObject([{ code: 'file_restored', message: expect.stringContaining(name) }]);
    await close();
    // It is said until it was read, and the file is back.
    const again = await startOn(folder, { simulator });
    expect(await warningsOf(again.client)).toEqual(warnings);
    expect(await call(again.client, 'warnings.dismiss', { code: 'file_restored' })).toEqual({
      dismissed: true,
    });
    await again.close();
    const third = await startOn(folder, { simulator });
    expect([await warningsOf(third.client), await answersOf(third.client, scene.who)]).toEqual([
      [],
      scene.answers,
    ]);
  });

  it.each<[string, (bytes: Buffer) => Buffer | string]>([
    ['a bit flipped in a mute', flip('"deny"', 2)],
    ['a bit flipped in its last line', flip('"revoked"', 3)],
    ['a line missing in the middle', lines((all) => all.filter((_, i) => i !== 3))],
    ['its last line missing', lines((all) => all.slice(0, -1))],
    ['two lines swapped', lines(([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest])],
    ['a line twice', lines(([a = '', b = '', ...rest]) => [a, b, b, ...rest])],
    ['its first line missing', lines((all) => all.slice(1))],
  ])('access.ndjson has %s', async (_, change) => {
    const folder = await copyOf(scene.killed);
    await damage(folder, 'access.ndjson', change);
    const { client } = await startOn(folder, { simulator });
    expect(await answersOf(client, scene.who)).toEqual(scene.answers);
    expect(await warningsOf(client)).toMatchObject([{ code: 'file_restored' }]);
  });

  it.each<[string, (bytes: Buffer) => Buffer | string]>([
    ['a switched off feature on', flip('"enabled": false', 1)],
    ['everybody in', text((content) => content.replace('"everyone": false', '"everyone": true'))],
    ['the version before', text((content) => content.replace('"number": ', '"number": 1'))],
  ])('settings.json has %s', async (_, change) => {
    const folder = await copyOf(scene.killed);
    await damage(folder, 'settings.json', change);
    const { client } = await startOn(folder, { simulator });
    expect(await answersOf(client, scene.who)).toEqual(scene.answers);
    expect(await warningsOf(client)).toMatchObject([{ code: 'file_restored' }]);
  });

  it('access.ndjson lacks no more than its last line feed, nothing is said', async () => {
    const folder = await copyOf(scene.killed);
    await damage(folder, 'access.ndjson', (bytes) => bytes.subarray(0, -1));
    const { client } = await startOn(folder, { simulator });
    expect([await answersOf(client, scene.who), await warningsOf(client)]).toEqual([scene.answers, []]);
  });
});

const allDenied = (): Record<string, string> =>
  Object.fromEntries(Object.keys(scene.answers).map((key) => [key, 'deny rules_unknown']));

describe('where neither of two files is good', () => {
  it.each(broken)('the rules (%s): every feature is off until they are saved', async (_, change) => {
    const folder = await copyOf(scene.closed);
    for (const name of SETTINGS) await damage(folder, name, change);
    const { client, close } = await startOn(folder, { simulator });
    expect(await warningsOf(client)).toMatchObject([{ code: 'rules_unknown' }]);
    const unknown = { ...scene.who };
    const off = await answersOf(client, unknown);
    for (const [key, answer] of Object.entries(off))
      expect([key, answer]).toEqual([key, /tts|premium/.test(key) ? 'deny rules_unknown' : 'deny not_found']);
    await call(client, 'rewards.list').catch(() => undefined); // looks at nothing of the rules
    await close();
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, unknown)).toEqual(off);
    await call(again.client, 'policy.set', { preset: 'limited' });
    expect(await warningsOf(again.client)).toEqual([]);
    expect(await answersOf(again.client, scene.who)).toMatchObject({
      'vip tts': 'allow vip',
      'muted tts': 'deny override_deny',
      'stranger tts': 'deny no_matching_rule',
    });
  });

  it('the rules: dismissing the warning goes on with those that are shown', async () => {
    const folder = await copyOf(scene.closed);
    for (const name of SETTINGS) await damage(folder, name, () => null);
    const { client, close } = await startOn(folder, { simulator });
    expect(await call(client, 'warnings.dismiss', { code: 'rules_unknown' })).toEqual({ dismissed: true });
    expect(await answersOf(client, scene.who)).toMatchObject({ 'vip tts': 'allow vip' });
    await close();
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, scene.who)).toMatchObject({ 'vip tts': 'allow vip' });
    expect(await warningsOf(again.client)).toEqual([]);
  });

  it('a line of overrides and grants: denials count, everything else waits for a word', async () => {
    const folder = await copyOf(scene.closed);
    // The last line says that a grant was taken back.
    for (const name of ACCESS)
      await damage(
        folder,
        name,
        lines((all) => all.slice(0, -1)),
      );
    const { client, close } = await startOn(folder, { simulator });
    const codes = (await warningsOf(client)).map(({ code }) => code);
    expect(codes.sort()).toEqual(['grants_waiting', 'mutes_lost', 'rules_unknown']);
    expect(await answersOf(client, scene.who)).toEqual(allDenied());
    await call(client, 'warnings.dismiss', { code: 'rules_unknown' });
    const waiting = {
      'muted tts': 'deny override_deny',
      'mutedForAWhile tts': 'deny override_deny',
      'allowed tts': 'deny no_matching_rule',
      'paid tts': 'deny no_matching_rule',
      'paidNoMore tts': 'deny no_matching_rule',
    };
    expect(await answersOf(client, scene.who)).toEqual({ ...scene.answers, ...waiting });
    await close();
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, scene.who)).toEqual({ ...scene.answers, ...waiting });
    expect((await warningsOf(again.client)).map(({ code }) => code).sort()).toEqual([
      'grants_waiting',
      'mutes_lost',
    ]);
    expect(await call(again.client, 'warnings.restore', { code: 'grants_waiting' })).toEqual({ restored: 3 });
    const restored = { ...scene.answers, 'paidNoMore tts': 'allow grant' };
    expect(await answersOf(again.client, scene.who)).toEqual(restored);
    await again.close();
    const third = await startOn(folder, { simulator });
    expect(await answersOf(third.client, scene.who)).toEqual(restored);
    expect((await warningsOf(third.client)).map(({ code }) => code)).toEqual(['mutes_lost']);
  });

  const missing = broken.filter(([how]) => !['twice', 'with something behind'].includes(how));
  it.each(missing)(
    'all overrides and grants (%s): every feature is off until the streamer has looked',
    async (_, change) => {
      const folder = await copyOf(scene.closed);
      for (const name of ACCESS) await damage(folder, name, change);
      const { client } = await startOn(folder, { simulator });
      expect(await answersOf(client, scene.who)).toEqual(allDenied());
      const codes = (await warningsOf(client)).map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['mutes_lost', 'rules_unknown']));
    },
  );
});
