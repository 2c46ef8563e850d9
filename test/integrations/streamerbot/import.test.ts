import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildImport,
  encode,
  importOf,
  type ImportFile,
  MOD_COMMANDS,
  OUTPUT,
  readParts,
  REFERENCES,
  type SubAction,
  THANKS,
  unmuting,
  withSettings,
} from '../../../integrations/streamerbot/build-import.mjs';
import { guard } from '../../../server/api/guard.ts';
import { SOURCE_ACTION } from '../../../server/peers/streamerbot-relay.ts';
import { root } from '../../architecture/source-tree.ts';
import { readScript } from './mono.ts';
import { served, sourceTree } from './support.ts';

// The fields of each object, as real exports of Streamer.bot 1.0.1 and 1.0.4 have them.
const words = (text: string): string[] => text.split(' ').sort();
const EVERY = 'id weight type parentId enabled index';
const FIELDS: Readonly<Record<number, string[]>> = {
  10: words(`text useBot fallback ${EVERY}`),
  120: words(`input operation value autoType subActions ${EVERY}`),
  1007: words(`url variableName headers parseAsJson autoType ${EVERY}`),
  99901: words(`random subActions ${EVERY}`),
  99902: words(`random subActions ${EVERY}`),
  99999: words(
    `name description references byteCode precompile delayStart saveResultToVariable saveToVariable ${EVERY}`,
  ),
};
const ACTION = words(
  'id queue enabled excludeFromHistory excludeFromPending name group alwaysRun randomAction concurrent triggers subActions collapsedGroups',
);
const COMMAND = words(
  'permittedUsers permittedGroups id name enabled include mode command regexExplicitCapture location ignoreBotAccount ignoreInternal sources persistCounter persistUserCounter caseSensitive globalCooldown userCooldown group grantType',
);
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let tree: string;
let written: string;
let file: ImportFile;
beforeAll(async () => {
  tree = await sourceTree();
  expect(buildImport(tree)[0]).toBe(OUTPUT);
  written = readFileSync(join(tree, 'dist', OUTPUT), 'latin1');
  file = decode(written);
});

function decode(text: string): ImportFile {
  const bytes = Buffer.from(text, 'base64');
  expect(bytes.subarray(0, 4).toString('ascii')).toBe('SBAE');
  return JSON.parse(gunzipSync(bytes.subarray(4)).toString('utf8')) as ImportFile;
}

const keys = (value: object): string[] => Object.keys(value).sort();
const inside = (each: SubAction): SubAction[] => [each, ...(each.subActions ?? []).flatMap(inside)];
const everySubAction = (): SubAction[] =>
  file.data.actions.flatMap(({ subActions }) => subActions.flatMap(inside));
const find = (name: string) => file.data.actions.find((each) => each.name === `Rolecall: ${name}`)!;
const sourceIn = (each: SubAction): string =>
  Buffer.from(each['byteCode'] as string, 'base64').toString('utf8');

describe('the file that Streamer.bot imports', () => {
  it('is one line of base64 that begins like a real export', () => {
    expect(written).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(written.startsWith('U0JBRR+LCAAAAAAABA')).toBe(true);
    const bytes = Buffer.from(written, 'base64');
    expect(bytes.subarray(4, 14).toString('hex')).toBe('1f8b0800000000000400');
    expect(bytes.toString('base64')).toBe(written);
  });

  it('is the same at every build', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(encode(importOf(readParts(root), version))).toBe(written);
  });

  it('says which version of the format it is', () => {
    expect(keys(file)).toEqual(words('meta data version exportedFrom minimumVersion'));
    expect(file).toMatchObject({ version: 23, exportedFrom: '1.0.4', minimumVersion: '1.0.0-alpha.1' });
    expect(keys(file.meta)).toEqual(words('name author version description autoRunAction minimumVersion'));
    expect(file.meta).toMatchObject({ name: 'Rolecall', autoRunAction: null, minimumVersion: null });
    expect(keys(file.data)).toEqual(
      words('actions queues commands websocketServers websocketClients timers'),
    );
    for (const list of ['queues', 'websocketServers', 'websocketClients', 'timers']) {
      expect(file.data[list]).toEqual([]);
    }
  });

  it('has only objects and fields that real exports have', () => {
    for (const action of file.data.actions) {
      expect(keys(action)).toEqual(ACTION);
      expect(action).toMatchObject({ group: 'Rolecall', queue: null, alwaysRun: false });
      const isThanks = Object.values(THANKS).some(([name]) => action.name === `Rolecall: ${name}`);
      expect(action['enabled'], action.name).toBe(!isThanks);
      expect(action.name).toMatch(/^Rolecall: /);
    }
    expect(everySubAction().length).toBeGreaterThan(20);
    for (const each of everySubAction()) {
      expect(Object.keys(FIELDS)).toContain(String(each.type));
      expect(keys(each), `type ${each.type}`).toEqual(FIELDS[each.type]);
      expect(each.weight).toBe(0);
    }
  });

  it('tells each object its place', () => {
    const check = (list: readonly SubAction[], parentId: string | null): void =>
      list.forEach((each, index) => {
        expect(each).toMatchObject({ parentId, index });
        check(each.subActions ?? [], each.id);
      });
    for (const action of file.data.actions) check(action.subActions, null);
    for (const each of everySubAction().filter(({ type }) => type === 120)) {
      expect(each.subActions!.map(({ type }) => type)).toEqual([99901, 99902]);
      expect(each).toMatchObject({ input: '%rolecallAllowed%', operation: 0, value: 'allow' });
    }
  });

  it('uses each id once, and the same ones for ever', () => {
    const fixed = JSON.parse(readFileSync(join(root, 'integrations/streamerbot/ids.json'), 'utf8')) as Record<
      string,
      string
    >;
    const used = [
      ...file.data.actions.map(({ id }) => id),
      ...file.data.actions.flatMap(({ triggers }) => triggers.map((trigger) => trigger['id'] as string)),
      ...file.data.commands.map((command) => command['id'] as string),
      ...everySubAction().map(({ id }) => id),
    ];
    expect(new Set(used).size).toBe(used.length);
    expect([...used].sort()).toEqual(Object.values(fixed).sort());
    for (const id of used) expect(id).toMatch(GUID);
    // What people have imported is replaced by a later import, and not doubled: never change these.
    expect(Object.fromEntries(file.data.actions.map(({ name, id }) => [name, id]))).toMatchInlineSnapshot(`
      {
        "Rolecall: !allow for moderators": "10c90f84-387f-4a73-9cb6-f7b0dc93c3f8",
        "Rolecall: !mute for moderators": "181cb7a8-897e-4b22-9512-170467358aa9",
        "Rolecall: !unmute for moderators": "f4b0d864-c4a0-4df7-9a00-327a9a78f3bc",
        "Rolecall: !whynot for moderators": "d427ef2b-ae0d-42ec-b370-23031f36b172",
        "Rolecall: TTS example": "c8abff20-857e-4dd9-8d85-e8c8d69df3d1",
        "Rolecall: check access": "056fef16-0647-4da0-93bd-e992d6a50e28",
        "Rolecall: check access (no code)": "317e18bd-db63-41ea-a862-d72dc771416d",
        "Rolecall: give minutes": "ad4f6099-c32b-4350-a7a4-955deaea366f",
        "Rolecall: hype train begins, for everybody": "b1f00e88-06ee-4836-bef6-fe598e8f9e96",
        "Rolecall: hype train ends": "c0d38a1b-a839-4697-8b75-33c7672ddb5e",
        "Rolecall: mute": "8c2d9413-bb6b-4d98-8386-a449398a9bdd",
        "Rolecall: put its triggers into the menu": "6b0b5fc4-660d-4929-a66a-a66194690836",
        "Rolecall: read a list from Twitch": "f0d4b1c2-7a35-4c0e-9a51-6d2b8e3f1a70",
        "Rolecall: sync now": "008939ca-af7f-4de3-91c4-e777ebaa922a",
        "Rolecall: thank for a cheer": "b35c060b-ad54-4649-8f95-c78082c51c9c",
        "Rolecall: thank for a gift bomb": "9ecd801f-f000-48c3-bf4a-547096947fd9",
        "Rolecall: thank for a raid": "4aee3ed2-881c-4a97-ae1c-bf903ff65180",
        "Rolecall: unmute": "fd560204-793b-4ce1-8b93-f3d3d913c75d",
      }
    `);
  });

  it('holds the scripts as they are', () => {
    const scripts = Object.fromEntries(
      file.data.actions.map((action) => [
        action.name.replace('Rolecall: ', ''),
        action.subActions
          .flatMap(inside)
          .filter(({ type }) => type === 99999)
          .map(sourceIn),
      ]),
    );
    const [check, mute] = [readScript('CheckAccess'), readScript('MuteViewer')];
    expect(scripts).toEqual({
      'check access': [check],
      'check access (no code)': [],
      'sync now': [readScript('TriggerSync')],
      'give minutes': [readScript('GrantMinutes')],
      mute: [mute],
      unmute: [unmuting(mute)],
      'TTS example': [check, readScript('SpeakMessage')],
      'read a list from Twitch': [readScript('ReadList')],
      'put its triggers into the menu': [readScript('RegisterTriggers')],
      ...Object.fromEntries(
        Object.values(THANKS).map(([name, settings]) => [
          name,
          [withSettings(readScript('GrantMinutes'), settings)],
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(MOD_COMMANDS).map(([command, [script, settings]]) => [
          `${command} for moderators`,
          [withSettings(readScript(script), settings)],
        ]),
      ),
    });
    expect(
      unmuting(mute)
        .split('\n')
        .filter((line, at) => line !== mute.split('\n')[at]),
    ).toEqual(['    private static readonly bool Unmute = true;']);
    for (const each of everySubAction().filter(({ type }) => type === 99999)) {
      expect(each['references']).toEqual([
        'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\mscorlib.dll',
        'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\System.dll',
      ]);
    }
    expect(REFERENCES).toHaveLength(2);
    // What is compiled at every start of Streamer.bot does its work then.
    const early = everySubAction().filter((each) => each['precompile'] === true);
    expect(early.map(sourceIn)).toEqual([readScript('RegisterTriggers')]);
  });

  it('has the action that Rolecall reads the lists with: three at once, and none of it in the history', () => {
    const action = file.data.actions.find(({ id }) => id === SOURCE_ACTION.id)!;
    expect(action.name).toBe(SOURCE_ACTION.name);
    expect(action).toMatchObject({ concurrent: true, excludeFromHistory: true, excludeFromPending: true });
  });

  it('switches nothing on that reacts to chat', () => {
    const { commands } = file.data;
    expect(commands.map(({ command }) => command)).toEqual(['!tts', ...Object.keys(MOD_COMMANDS)]);
    for (const command of commands) {
      expect(keys(command)).toEqual(COMMAND);
      expect(command).toMatchObject({ enabled: false, sources: 1 });
      const isForAll = command['command'] === '!tts';
      expect(command['permittedGroups']).toEqual(isForAll ? [] : ['Moderators']);
    }
    const triggers = file.data.actions.flatMap((action) =>
      action.triggers.map((trigger) => ({ action, trigger })),
    );
    expect(triggers.map(({ action }) => action)).toEqual([
      find('TTS example'),
      ...Object.keys(MOD_COMMANDS).map((word) => find(`${word} for moderators`)),
    ]);
    triggers.forEach(({ trigger }, at) => {
      expect(keys(trigger)).toEqual(words('commandId id type enabled exclusions'));
      expect(trigger).toMatchObject({ type: 401, commandId: commands[at]!['id'] });
    });
    // Messages that are not part of the example wait for the streamer.
    const says = everySubAction().filter(({ type, enabled }) => type === 10 && enabled);
    expect(says.map(({ text }) => text)).toEqual(Array(5).fill('%rolecallMessage%'));
  });

  it('speaks only in the branch of who is allowed', () => {
    const [ask, decide] = find('TTS example').subActions;
    expect([ask!.type, decide!.type]).toEqual([99999, 120]);
    const [yes, no] = decide!.subActions!;
    expect(yes!.subActions!.map(sourceIn)).toEqual([readScript('SpeakMessage')]);
    expect(no!.subActions!.map(({ type }) => type)).toEqual([10]);
  });
});

describe('its download', () => {
  const get = (folder: string, host?: string) => served(folder, '/integrations/rolecall.sb', host);

  it('is a file to keep, whatever the browser makes of it', async () => {
    const { status, headers, text } = await get(tree);
    expect({ status, text }).toEqual({ status: 200, text: written });
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="?rolecall\.sb"?$/),
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    ['127.0.0.1:7654', 'http://127.0.0.1:7654'],
    ['localhost:7654', 'http://127.0.0.1:7654'],
    ['192.168.1.20:7653', 'http://192.168.1.20:7653'],
  ])('asked for at %s, asks there, and is otherwise the same', async (host, address) => {
    const { text } = await get(tree, host);
    expect(text.startsWith('U0JBRR+LCAAAAAAABAD')).toBe(true);
    const found = decode(text);
    const all = (from: ImportFile) =>
      from.data.actions.flatMap(({ subActions }) => subActions.flatMap(inside));
    const asking = (each: SubAction) =>
      each.type === 99999 ? sourceIn(each) : ((each['url'] as string | undefined) ?? '');
    const there = all(found).map(asking);
    const expected = all(file).map((each) => asking(each).replaceAll('http://127.0.0.1:7653', address));
    expect(there).toEqual(expected);
    expect(there.filter((each) => each.includes(address))).toHaveLength(17);
    expect(there.join('\n').includes('127.0.0.1:7653')).toBe(false);
    const without = (name: string, value: unknown) =>
      ['url', 'byteCode'].includes(name) ? undefined : value;
    expect(JSON.stringify(found, without)).toBe(JSON.stringify(file, without));
  });

  it('says so if it was not built', async () => {
    const { status, headers, json } = await get(join(tree, 'nowhere'));
    expect({ status, code: json.error?.code }).toEqual({ status: 404, code: 'not_found' });
    expect(headers['content-disposition']).toBeUndefined();
  });

  it('is no page that another site may bring a browser to', () => {
    const headers = { host: '127.0.0.1:7653', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const request = { method: 'GET', path: '/integrations/rolecall.sb', queryToken: null, isUpgrade: false };
    const rules = { port: 7653, host: '127.0.0.1', findToken: () => null };
    expect(guard(rules, { ...request, headers }).ok).toBe(false);
    expect(guard(rules, { ...request, headers: { ...headers, 'sec-fetch-site': 'same-origin' } }).ok).toBe(
      true,
    );
  });
});
