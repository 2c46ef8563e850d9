// Makes the file that Streamer.bot imports (version 23 of its format, as its 1.0.4 writes it) from the scripts here.
// Only objects whose fields are known from real exports; nothing is switched on that reacts to chat.
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { replaceFile } from '../../server/launch/replace.mjs';
import { buildScripts, completeScript, FOLDER } from './build-scripts.mjs';

/** What the scripts are compiled with, as Streamer.bot writes it. */
export const REFERENCES = ['mscorlib.dll', 'System.dll'].map(
  (name) => `C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\${name}`,
);

/** The same address as in README.md; a test compares. */
export const CHECK_URL =
  'http://127.0.0.1:7653/api/check?userId=%userId%&platform=%userType%&feature=tts&consume=1&format=text&name=%userName%';

export const OUTPUT = 'integrations/rolecall.sb';

/**
 * Writes dist/integrations/rolecall.sb and the scripts that are in it, each as a file of its own.
 * @returns what was written, from dist/; nothing if there are no scripts
 */
export function buildImport(root) {
  if (!existsSync(join(root, FOLDER, 'ids.json'))) return [];
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  replaceFile(join(root, 'dist', OUTPUT), encode(importOf(readParts(root), version)));
  return [OUTPUT, ...buildScripts(root)];
}

/** The ids that never change, so that a later import replaces what is there, and the scripts by name. */
export function readParts(root) {
  const ids = JSON.parse(readFileSync(join(root, FOLDER, 'ids.json'), 'utf8'));
  return { id: (name) => ids[name] ?? missing(name), script: (name) => completeScript(root, name) };
}

function missing(name) {
  throw new Error(`integrations/streamerbot/ids.json has no id for ${name}`);
}

/** base64("SBAE" + gzip(JSON)), on one line. */
export function encode(content) {
  const packed = gzipSync(JSON.stringify(content), { level: 9 });
  packed.set([4, 0], 8); // the hint of speed and the system, as in real exports: else they differ between systems
  return Buffer.concat([Buffer.from('SBAE'), packed]).toString('base64');
}

/** The whole content of the file. */
export function importOf({ id, script }, version) {
  const make = { ...subActions(id), script };
  return {
    meta: {
      name: 'Rolecall',
      author: 'Rolecall',
      version,
      description:
        'May this viewer use text-to-speech? Asks Rolecall on this PC. Nothing here is switched on by itself.',
      autoRunAction: null,
      minimumVersion: null,
    },
    data: {
      actions: actionsOf(id, make),
      queues: [],
      commands: [
        command(id, 'tts', '!tts', 'TTS example', []),
        ...Object.keys(MOD_COMMANDS).map((word) => command(id, word, word, word, ['Moderators'])),
      ],
      websocketServers: [],
      websocketClients: [],
      timers: [],
    },
    version: 23,
    exportedFrom: '1.0.4',
    minimumVersion: '1.0.0-alpha.1',
  };
}

function actionsOf(id, make) {
  const { code, fetchUrl, ifAllowed, say, script } = make;
  const yes = '@%user% may use TTS. (Put here what shall happen.)';
  const no = '%rolecallMessage%';
  const run = (key, name, source) => action(id, key, name, [], [code(`${key}.run`, source)]);
  const branches = (key) => [
    [say(`${key}.then.say`, yes, false)],
    [say(`${key}.else.say`, key === 'check' ? no : '@%user% may not use TTS.', false)],
  ];
  const spoken = [[code('tts.then.speak', script('SpeakMessage'))], [say('tts.else.say', no, true)]];
  return [
    action(
      id,
      'check',
      'check access',
      [],
      [code('check.ask', script('CheckAccess')), ifAllowed('check', ...branches('check'))],
    ),
    action(
      id,
      'check-no-code',
      'check access (no code)',
      [],
      [
        fetchUrl('check-no-code.ask', CHECK_URL, 'rolecallAllowed'),
        ifAllowed('check-no-code', ...branches('check-no-code')),
      ],
    ),
    run('sync', 'sync now', script('TriggerSync')),
    run('minutes', 'give minutes', script('GrantMinutes')),
    run('mute', 'mute', script('MuteViewer')),
    run('unmute', 'unmute', unmuting(script('MuteViewer'))),
    action(
      id,
      'tts',
      'TTS example',
      [commandTrigger(id, 'tts')],
      [code('tts.ask', script('CheckAccess')), ifAllowed('tts', ...spoken)],
    ),
    // Three lists at once, many pages each: nothing to look at in Streamer.bot's history.
    {
      ...run('source', 'read a list from Twitch', script('ReadList')),
      ...{ concurrent: true, excludeFromHistory: true, excludeFromPending: true },
    },
    // Compiled at every start of Streamer.bot, which registers them.
    action(
      id,
      'triggers',
      'put its triggers into the menu',
      [],
      [code('triggers.run', script('RegisterTriggers'), true)],
    ),
    ...thanks(id, make),
    ...modActions(id, make),
  ];
}

/** The script with its setting Unmute on. */
export function unmuting(source) {
  return withSettings(source, { Unmute: 'true' });
}

/** The script with other settings, as C# has them. */
export function withSettings(source, settings) {
  return Object.entries(settings).reduce((before, [name, value]) => {
    const setting = new RegExp(`(private static readonly \\w+ ${name} = )[^;]*;`);
    if (!setting.test(before)) throw new Error(`The script has no setting ${name}`);
    return before.replace(setting, (_all, start) => `${start}${value};`);
  }, source);
}

/**
 * What pays for support, switched off. The streamer adds the trigger: how an export writes those of Twitch is not
 * known for sure, and one wrong field could spoil the whole import. What OnceFor names tells one event from another.
 */
export const THANKS = {
  cheer: ['thank for a cheer', { Amount: '"bits"', Minimum: '100', OnceFor: '"msgId"' }],
  'gift-bomb': ['thank for a gift bomb', { Amount: '"gifts"', Minimum: '5', OnceFor: '"userId totalGifts"' }],
  raid: ['thank for a raid', { Amount: '"viewers"', Minimum: '5', OnceFor: '"userId today"' }],
  'hype-train': [
    'hype train begins, for everybody',
    { ForWhom: '"everybody"', DefaultMinutes: '"60"', OnceFor: '"id"' },
  ],
  'hype-train-end': ['hype train ends', { ForWhom: '"everybody"', TakeBack: 'true' }],
};

/** For moderators in chat, switched off. */
export const MOD_COMMANDS = {
  '!mute': ['MuteViewer', {}],
  '!unmute': ['MuteViewer', { Unmute: 'true' }],
  '!allow': ['MuteViewer', { Allow: 'true' }],
  '!whynot': ['WhyNot', {}],
};

function thanks(id, { code, say, script }) {
  return Object.entries(THANKS).map(([key, [name, settings]]) => ({
    ...action(
      id,
      key,
      name,
      [],
      [
        code(`${key}.run`, withSettings(script('GrantMinutes'), settings)),
        say(`${key}.say`, '%rolecallMessage%', false),
      ],
    ),
    enabled: false,
  }));
}

function modActions(id, { code, say, script }) {
  return Object.entries(MOD_COMMANDS).map(([command, [name, settings]]) =>
    action(
      id,
      command,
      `${command} for moderators`,
      [commandTrigger(id, command)],
      [
        code(`${command}.run`, withSettings(script(name), settings)),
        say(`${command}.say`, '%rolecallMessage%', true),
      ],
    ),
  );
}

function commandTrigger(id, key) {
  return {
    ...{ commandId: id(`command.${key}`), id: id(`${key}.trigger`), type: 401 },
    ...{ enabled: true, exclusions: [] },
  };
}

function action(id, key, name, triggers, subActions) {
  return {
    ...{ id: id(key), queue: null, enabled: true, excludeFromHistory: false, excludeFromPending: false },
    ...{
      name: `Rolecall: ${name}`,
      group: 'Rolecall',
      alwaysRun: false,
      randomAction: false,
      concurrent: false,
    },
    triggers,
    subActions: placed(subActions, null),
    collapsedGroups: [],
  };
}

/** Tells each its place, and those in it theirs. */
function placed(list, parentId) {
  return list.map((each, index) => {
    const inside = each.subActions && { subActions: placed(each.subActions, each.id) };
    return { ...each, ...inside, parentId, index };
  });
}

function subActions(id) {
  const common = (key, type, enabled = true) => ({
    ...{ id: id(key), weight: 0, type, parentId: null, enabled, index: 0 },
  });
  const branch = (key, type, list) => ({ random: false, subActions: list, ...common(key, type) });
  return {
    code: (key, source, precompile = false) => ({
      ...{ name: '', description: '', references: REFERENCES },
      byteCode: Buffer.from(source, 'utf8').toString('base64'),
      ...{ precompile, delayStart: false, saveResultToVariable: false, saveToVariable: '' },
      ...common(key, 99999),
    }),
    fetchUrl: (key, url, variableName) => ({
      ...{ url, variableName, headers: {}, parseAsJson: false, autoType: false },
      ...common(key, 1007),
    }),
    /** Else is also what runs if the variable is missing: nobody may who was not allowed. */
    ifAllowed: (key, yes, no) => ({
      ...{ input: '%rolecallAllowed%', operation: 0, value: 'allow', autoType: false },
      subActions: [branch(`${key}.then`, 99901, yes), branch(`${key}.else`, 99902, no)],
      ...common(`${key}.if`, 120),
    }),
    say: (key, text, enabled) => ({ text, useBot: true, fallback: true, ...common(key, 10, enabled) }),
  };
}

/** Switched off: the streamer decides when chat may use it. */
function command(id, key, word, name, permittedGroups) {
  return {
    ...{ permittedUsers: [], permittedGroups, id: id(`command.${key}`), name: `Rolecall: ${name}` },
    ...{ enabled: false, include: false, mode: 0, command: word, regexExplicitCapture: false, location: 0 },
    ...{ ignoreBotAccount: true, ignoreInternal: true, sources: 1 },
    ...{ persistCounter: false, persistUserCounter: false, caseSensitive: false },
    ...{ globalCooldown: 0, userCooldown: 0, group: 'Rolecall', grantType: 0 },
  };
}
