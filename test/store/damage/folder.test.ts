import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { type Simulator, startSimulator } from '../../../server/demo/simulator.ts';
import { sealLine } from '../../../server/store/files/sealed-line.ts';
import { until } from '../../channel/harness.ts';
import { temporaryFolder } from '../harness.ts';
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

const codesOf = async (client: Parameters<typeof warningsOf>[0]): Promise<string[]> =>
  (await warningsOf(client)).map(({ code }) => code).sort();

/** Roles that the lists alone give. */
const byRole = (answer: string): boolean => /allow (subscriber|vip|moderator)/.test(answer);

describe('the lists', () => {
  it('of which changes are lost let in nobody until they were read from Twitch', async () => {
    const folder = await copyOf(scene.killed);
    // The last line takes a VIP away, and no snapshot knows of it.
    await damage(folder, 'roster.journal.ndjson', (bytes) =>
      bytes.subarray(0, bytes.lastIndexOf(10, -2) + 1),
    );
    const { client, close } = await startOn(folder, { simulator });
    expect(await codesOf(client)).toEqual(['roster_damaged']);
    const doubted = Object.fromEntries(
      Object.entries(scene.answers).map(([key, was]) => {
        // A role makes no difference where nobody asks for it.
        if (byRole(was)) return [key, 'deny roles_unknown'];
        return [key, was === 'deny no_matching_rule' ? 'deny roles_unknown' : was];
      }),
    );
    const answers = await answersOf(client, scene.who);
    expect(answers).toEqual({ ...doubted, 'vip song-request': 'deny roles_unknown' });
    expect((await call(client, 'sync.status'))['kinds']).toMatchObject({ vips: { state: 'disconnected' } });
    await close();
    // Also after a restart, until they are read.
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, scene.who)).toEqual(answers);
    await again.close();
    const connected = await startOn(folder, { simulator, isConnected: true });
    await until('the lists', async () => (await codesOf(connected.client)).length === 0);
    expect(await answersOf(connected.client, scene.who)).toEqual(scene.answers);
    await connected.close();
    const last = await startOn(folder, { simulator });
    expect([await answersOf(last.client, scene.who), await codesOf(last.client)]).toEqual([
      scene.answers,
      [],
    ]);
  });

  it('that the snapshot has are right, though the journal is lost: its history is named', async () => {
    const folder = await copyOf(scene.closed);
    await damage(folder, 'roster.journal.ndjson', () => null);
    const { client } = await startOn(folder, { simulator });
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([
      scene.answers,
      ['history_damaged'],
    ]);
  });

  it('that the journal has are right, though the snapshot is damaged', async () => {
    const folder = await copyOf(scene.closed);
    await damage(folder, 'roster.snapshot.ndjson', (bytes) => bytes.subarray(0, -1));
    const { client } = await startOn(folder, { simulator });
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([
      scene.answers,
      ['file_restored'],
    ]);
  });
});

describe('cooldowns', () => {
  it.each<[string, (bytes: Buffer) => Buffer | string | null]>([
    ['damaged', (bytes) => bytes.subarray(0, -5)],
    ['deleted', () => null],
  ])('%s all begin now', async (_, change) => {
    const folder = await copyOf(scene.closed);
    await damage(folder, 'cooldowns.json', change);
    const { client, close } = await startOn(folder, { simulator });
    const isUsed = ([key, answer]: [string, string]) =>
      key.endsWith('song-request') && answer.startsWith('allow');
    const expected = Object.fromEntries(
      Object.entries(scene.answers).map((each) => (isUsed(each) ? [each[0], 'deny cooldown'] : each)),
    );
    expect(scene.answers['moderator song-request']).toBe('allow moderator');
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([
      expected,
      ['cooldowns_restarted'],
    ]);
    await close();
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, scene.who)).toEqual(expected);
  });

  it('an older file of them is none', async () => {
    const folder = await copyOf(scene.closed);
    const { client, close } = await startOn(folder, { simulator });
    const older = await readFile(join(folder, 'cooldowns.json'));
    await call(client, 'access.check', {
      userId: scene.who.moderator,
      feature: 'song-request',
      consume: true,
    });
    await close();
    await writeFile(join(folder, 'cooldowns.json'), older);
    const again = await startOn(folder, { simulator });
    expect(await answersOf(again.client, scene.who)).toMatchObject({
      'moderator song-request': 'deny cooldown',
    });
    expect(await codesOf(again.client)).toEqual(['cooldowns_restarted']);
  });
});

describe('what stands in two files of its own comes back, and what is lost with both is named:', () => {
  it.each([
    ['tokens', 'login_lost'],
    ['access-tokens', 'access_tokens_lost'],
    ['channel', 'channel_lost'],
    ['peers', 'peers_lost'],
    ['runs', 'runs_lost'],
    ['counts', 'counts_lost'],
  ])('%s', async (name, code) => {
    const folder = await copyOf(scene.closed);
    await damage(folder, `${name}.json`, () => '{');
    const { client, close } = await startOn(folder, { simulator });
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([
      scene.answers,
      ['file_restored'],
    ]);
    await call(client, 'warnings.dismiss', { code: 'file_restored' });
    await close();
    for (const part of ['', '.copy']) await damage(folder, `${name}${part}.json`, () => null);
    const again = await startOn(folder, { simulator });
    expect(await codesOf(again.client)).toEqual([code]);
    for (const [key, answer] of Object.entries(await answersOf(again.client, scene.who)))
      if (answer.startsWith('allow')) expect(scene.answers[key]).toMatch(/^allow/);
  });

  it.each(['manifest.ndjson', 'manifest.copy.ndjson'])('%s', async (name) => {
    const folder = await copyOf(scene.closed);
    await damage(folder, name, () => null);
    const { client } = await startOn(folder, { simulator });
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([
      scene.answers,
      ['file_restored'],
    ]);
  });

  it('the manifest: that nothing is missing could not be told; mutes and rules stand in two files', async () => {
    const folder = await copyOf(scene.closed);
    for (const name of ['manifest.ndjson', 'manifest.copy.ndjson']) await damage(folder, name, () => 'x');
    const { client, close } = await startOn(folder, { simulator });
    const isUnknown = (was: string): boolean =>
      /allow (subscriber|vip|moderator|grant|override)|cooldown|no_matching_rule/.test(was);
    const doubted = Object.fromEntries(
      Object.entries(scene.answers).map(([key, was]) => [key, isUnknown(was) ? 'deny roles_unknown' : was]),
    );
    const codes = ['grants_waiting', 'manifest_lost', 'roster_damaged'];
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([doubted, codes]);
    await close();
    const second = await startOn(folder, { simulator });
    expect([await answersOf(second.client, scene.who), await codesOf(second.client)]).toEqual([
      doubted,
      codes,
    ]);
    await call(second.client, 'warnings.restore', { code: 'grants_waiting' });
    await second.close();
    const connected = await startOn(folder, { simulator, isConnected: true });
    await until('the lists', async () => !(await codesOf(connected.client)).includes('roster_damaged'));
    expect(await answersOf(connected.client, scene.who)).toEqual(scene.answers);
    await connected.close();
    for (const name of ['manifest', 'manifest.copy', 'access', 'access.copy'])
      await damage(folder, `${name}.ndjson`, () => null);
    const again = await startOn(folder, { simulator });
    expect(await codesOf(again.client)).toEqual(['manifest_lost', 'roster_damaged', 'rules_unknown']);
    expect(new Set(Object.values(await answersOf(again.client, scene.who)))).toEqual(
      new Set(['deny rules_unknown']),
    );
  });
});

describe('both manifests lost together with the end of a journal', () => {
  it.each(['closed', 'killed'] as const)('(%s) let in nobody whom that end kept out', async (which) => {
    for (const name of ['roster.journal.ndjson', 'access.ndjson']) {
      const folder = await copyOf(scene[which]);
      for (const manifest of ['manifest.ndjson', 'manifest.copy.ndjson']) await rm(join(folder, manifest));
      await damage(folder, name, (bytes) => bytes.subarray(0, bytes.lastIndexOf(10, -2) + 1));
      const { client, close } = await startOn(folder, { simulator });
      for (const [key, answer] of Object.entries(await answersOf(client, scene.who)))
        if (answer.startsWith('allow')) expect([key, scene.answers[key]]).toEqual([key, answer]);
      expect(await codesOf(client)).toEqual(expect.arrayContaining(['manifest_lost', 'roster_damaged']));
      await close();
    }
  });
});

describe('no damage is', () => {
  it('a first start', async () => {
    const { client } = await startOn(join(await temporaryFolder(), 'new'));
    expect(await warningsOf(client)).toEqual([]);
  });

  it('a whole older folder put back', async () => {
    const folder = await copyOf(scene.closed);
    const { client, close } = await startOn(folder, { simulator });
    await call(client, 'overrides.set', { userId: '900000077', feature: 'tts', effect: 'deny', until: null });
    await call(client, 'policy.set', { preset: 'everyone' });
    await close();
    await rm(folder, { recursive: true });
    await cp(scene.closed, folder, { recursive: true, filter: (name) => !name.endsWith('.sock') });
    const again = await startOn(folder, { simulator });
    expect([await answersOf(again.client, scene.who), await codesOf(again.client)]).toEqual([
      scene.answers,
      [],
    ]);
  });

  it('data.delete, and what is written after it', async () => {
    const folder = await copyOf(scene.closed);
    const { client, close } = await startOn(folder, { simulator });
    await call(client, 'data.delete', { confirm: 'delete everything' });
    await close();
    const again = await startOn(folder, { simulator });
    expect(await codesOf(again.client)).toEqual([]);
    expect((await call(again.client, 'overrides.list', { all: true }))['items']).toEqual([]);
    await call(again.client, 'overrides.set', {
      userId: '900000077',
      feature: 'tts',
      effect: 'deny',
      until: null,
    });
    await again.close();
    for (const name of await readdir(folder)) {
      if ((await lstat(join(folder, name))).isFile())
        expect(await readFile(join(folder, name), 'utf8')).not.toContain(scene.who.muted);
    }
    const third = await startOn(folder, { simulator });
    expect(await warningsOf(third.client)).toEqual([]);
    expect((await call(third.client, 'overrides.list'))['items']).toHaveLength(1);
    await third.close();
    // A file of before the deletion does not come back to life.
    for (const name of ['access.ndjson', 'access.copy.ndjson'])
      await cp(join(scene.closed, name), join(folder, name));
    const fourth = await startOn(folder, { simulator });
    expect(await answersOf(fourth.client, scene.who)).toMatchObject({
      'allowed tts': expect.stringMatching(/^deny/),
    });
  });

  it.skipIf(process.platform === 'win32')('a folder that is a link', async () => {
    const link = join(await temporaryFolder(), 'link');
    await symlink(await copyOf(scene.closed), link);
    const { client } = await startOn(link, { simulator });
    expect([await answersOf(client, scene.who), await codesOf(client)]).toEqual([scene.answers, []]);
  });
});

describe.skipIf(process.platform === 'win32')('links in the folder', () => {
  it('are not followed: not to read, not to write, not to delete', async () => {
    const folder = await copyOf(scene.closed);
    const elsewhere = await temporaryFolder();
    for (const name of await filesOf(folder)) {
      await rename(join(folder, name), join(elsewhere, name));
      await symlink(join(elsewhere, name), join(folder, name));
    }
    const before = await Promise.all(
      (await filesOf(elsewhere)).map((name) => readFile(join(elsewhere, name), 'utf8')),
    );
    const { client, close } = await startOn(folder, { simulator });
    for (const answer of Object.values(await answersOf(client, scene.who))) expect(answer).toMatch(/^deny/);
    expect(await codesOf(client)).toContain('rules_unknown');
    await call(client, 'policy.set', { preset: 'limited' });
    await call(client, 'overrides.set', { userId: '1', feature: 'tts', effect: 'deny', until: null });
    await close();
    const after = await Promise.all(
      (await filesOf(elsewhere)).map((name) => readFile(join(elsewhere, name), 'utf8')),
    );
    expect(after).toEqual(before);
    expect((await lstat(join(folder, 'settings.json'))).isFile()).toBe(true);
  });

  it('files are for this user alone, also in a folder that was open to others', async () => {
    const folder = await copyOf(scene.closed);
    await chmod(folder, 0o755);
    for (const name of await filesOf(folder)) await chmod(join(folder, name), 0o644);
    await writeFile(join(folder, 'theirs.txt'), 'x', { mode: 0o644 });
    const { client, close } = await startOn(folder, { simulator });
    await call(client, 'overrides.set', { userId: '1', feature: 'tts', effect: 'deny', until: null });
    await close();
    for (const name of await filesOf(folder))
      expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600]);
    expect((await stat(join(folder, 'theirs.txt'))).mode & 0o777).toBe(0o644);
  });
});

/** The time at which these were made. */
const THEN = Date.UTC(2026, 5, 1, 12, 5);
const then = { ...systemClock, now: () => THEN + Math.floor(performance.now()) };
const UNNUMBERED = 'test/fixtures/unnumbered';
/** Twitch's clock is that of today. */
const otherCodes = async (client: Parameters<typeof warningsOf>[0]): Promise<string[]> =>
  (await codesOf(client)).filter((code) => code !== 'clock_wrong');

describe('a folder from before files had numbers', () => {
  it.each(['closed', 'running', 'imported'])(
    '(%s) is read without a word, and numbered from then on',
    async (name) => {
      const folder = await copyOf(join(UNNUMBERED, name));
      const expected = JSON.parse(await readFile(join(UNNUMBERED, `${name}.json`), 'utf8')) as Record<
        string,
        string
      >;
      const answers = async (client: Parameters<typeof warningsOf>[0]): Promise<Record<string, string>> => {
        const found: Record<string, string> = {};
        for (const key of Object.keys(expected)) {
          const [userId, feature] = key.split(' ');
          const { allowed, reason } = await call(client, 'access.check', { userId, feature, record: false });
          found[key] = `${allowed === true ? 'allow' : 'deny'} ${String(reason)}`;
        }
        return found;
      };
      const { client, close } = await startOn(folder, { app: { clock: then } });
      expect([await answers(client), await otherCodes(client)]).toEqual([expected, []]);
      await close();
      expect(await readFile(join(folder, 'settings.json'), 'utf8')).toContain('"number": ');
      expect(await readFile(join(folder, 'access.ndjson'), 'utf8')).toMatch(
        /^\["[0-9a-f]{8}",\d+,"rolecall.access",2\]/,
      );
      const again = await startOn(folder, { app: { clock: then } });
      expect([await answers(again.client), await otherCodes(again.client)]).toEqual([expected, []]);
      await again.close();
      // From now on damage is noticed.
      for (const part of ['', '.copy']) await damage(folder, `access${part}.ndjson`, () => null);
      const third = await startOn(folder, { app: { clock: then } });
      expect(await otherCodes(third.client)).toEqual(['mutes_lost', 'rules_unknown']);
    },
  );

  it('with a damaged file has no second one: in doubt nobody gets in', async () => {
    const folder = await copyOf(join(UNNUMBERED, 'closed'));
    await damage(folder, 'access.ndjson', (bytes) => Buffer.alloc(bytes.length));
    const { client, close } = await startOn(folder, { app: { clock: then } });
    expect(await otherCodes(client)).toEqual(['mutes_lost', 'rules_unknown']);
    await close();
    const other = await copyOf(join(UNNUMBERED, 'closed'));
    await damage(other, 'settings.json', (bytes) => bytes.subarray(0, -30));
    const again = await startOn(other, { app: { clock: then } });
    expect(await otherCodes(again.client)).toEqual(['rules_unknown']);
  });
});

describe('a folder of a Rolecall to come', () => {
  it.each([
    ['settings.json', '{"version":99,"data":{}}'],
    ['peers.json', '{"version":2,"data":{}}'],
    ['access.ndjson', sealLine(JSON.stringify([5, 'rolecall.access', 3]))],
    ['roster.journal.ndjson', sealLine(JSON.stringify([0, 0, 0, 'rolecall.journal', 2]))],
    ['roster.snapshot.ndjson', '["rolecall.roster",3,0,0]\n'],
    ['manifest.ndjson', sealLine(JSON.stringify([5, 'rolecall.manifest', 2, {}]))],
  ])('(%s) is refused with a clear sentence, and left as it is', async (name, content) => {
    const folder = await copyOf(scene.closed);
    await writeFile(join(folder, name), content);
    // What is damaged beside it is left for the one who understands it.
    await damage(folder, 'counts.json', () => 'x');
    const before = await Promise.all(
      (await filesOf(folder)).map((each) => readFile(join(folder, each), 'utf8')),
    );
    await expect(startOn(folder, { simulator })).rejects.toMatchObject({
      code: 'file_too_new',
      message: expect.stringMatching(
        `${name} was written by a newer version of Rolecall and was left as it is`,
      ),
      fix: expect.stringContaining('--data'),
    });
    const after = await Promise.all(
      (await filesOf(folder)).map((each) => readFile(join(folder, each), 'utf8')),
    );
    expect(after).toEqual(before);
  });
});

describe('while Rolecall runs', () => {
  it('a folder that vanishes is said; writes are refused, answers go on; when it is back, so are they', async () => {
    const folder = await copyOf(scene.closed);
    const { client } = await startOn(folder, { simulator });
    const away = `${folder}-away`;
    await rename(folder, away);
    const mute = { userId: '900000077', feature: 'tts', effect: 'deny', until: null };
    const refusal = await client.call('overrides.set', mute);
    expect(refusal.error).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/folder is gone/),
    });
    for (const [action, params] of [
      ['grants.add', { userId: '1', feature: 'tts', minutes: 5 }],
      ['policy.set', { preset: 'everyone' }],
      ['settings.set', { intervalMinutes: 50 }],
      ['tokens.create', { name: 'x', level: 'read' }],
    ] as const)
      expect([action, (await client.call(action, params)).error?.code]).toEqual([action, 'unavailable']);
    expect(await codesOf(client)).toEqual(['store_gone']);
    expect(await answersOf(client, scene.who)).toEqual(scene.answers);
    await rename(away, folder);
    await call(client, 'overrides.set', mute);
    expect(await codesOf(client)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('a folder that is deleted and made anew is not ours', async () => {
    const folder = await copyOf(scene.closed);
    const { client } = await startOn(folder, { simulator });
    await rm(folder, { recursive: true, maxRetries: 5 });
    await mkdir(folder);
    const refusal = await client.call('overrides.set', {
      userId: '1',
      feature: 'tts',
      effect: 'deny',
      until: null,
    });
    expect(refusal.error?.code).toBe('unavailable');
    expect((await client.call('policy.set', { preset: 'everyone' })).error?.code).toBe('unavailable');
    expect([await codesOf(client), await readdir(folder)]).toEqual([['store_gone'], []]);
  });

  it.skipIf(process.platform === 'win32')(
    'a single file that is deleted comes back with the next write',
    async () => {
      const folder = await copyOf(scene.closed);
      const { client, close } = await startOn(folder, { simulator });
      const mute = (userId: string) =>
        call(client, 'overrides.set', { userId, feature: 'tts', effect: 'deny', until: null });
      await mute('900000077');
      await rm(join(folder, 'access.ndjson'));
      await mute('900000078');
      expect(await codesOf(client)).toEqual(['file_restored']);
      await close();
      const again = await startOn(folder, { simulator });
      const { who } = scene;
      const answers = await answersOf(again.client, { ...who, stranger: '900000077', unmuted: '900000078' });
      expect([answers['stranger tts'], answers['unmuted tts']]).toEqual([
        'deny override_deny',
        'deny override_deny',
      ]);
      await expect(access(join(folder, 'access.ndjson'))).resolves.toBeUndefined();
    },
  );

  it('a sync finds that the folder is gone, and does not say that it is fresh', async () => {
    const folder = await copyOf(scene.closed);
    const { app, client } = await startOn(folder, { simulator, isConnected: true });
    await until('the first sync', async () => {
      const { kinds } = await call(client, 'sync.status');
      return (kinds as { vips: { state: string } }).vips.state === 'fresh' && !app.app.sync.running;
    });
    await rm(folder, { recursive: true, force: true });
    simulator.world.addUser({ userId: '42', userLogin: 'newcomer', userDisplayName: 'Newcomer' });
    simulator.world.addVip('42', { announce: false });
    const run = await call(client, 'sync.run', { force: true });
    expect(run).toMatchObject({ success: false });
    expect((run['errors'] as { message: string }[]).map(({ message }) => message)).toEqual([
      'Not saved: the data folder is gone.',
    ]);
    expect(await codesOf(client)).toEqual(['store_gone']);
    simulator.world.removeVip('42', { announce: false });
  });
});
