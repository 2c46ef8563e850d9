import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECK_URL } from '../../integrations/streamerbot/build-import.mjs';
import { checkUrl, STREAMERBOT_VIEWER } from '../../overlay/lib/format/snippets.ts';
import { post, untilSettled } from '../api/support.ts';
import { root } from '../architecture/source-tree.ts';
import { findMono } from '../support/find-mono.mjs';
import { readRecipes, runBlock, saysYes } from '../support/recipes.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { compile, type Scripts, text } from './streamerbot/mono.ts';

/** What people call themselves, and what some would if it did anything. */
const NAMES = [
  ...[
    'C# Corner',
    '#',
    'a&b',
    'Tom & Jerry',
    'R&B=life',
    '100%',
    '50%41',
    '%',
    'a+b',
    '"q"',
    "O'Neil",
    'a\\b',
  ],
  ...[
    'two  words',
    'שלום עולם',
    '\u202Eevil',
    '🍁 Maple',
    'Ünïcode',
    '安美',
    '<b>hi</b>',
    '?a=b',
    '/../x',
    'a;b',
    '{x}',
  ],
  ...['%userType%', '$user', '&', '=', '&&=', '||', ''],
];
/** Names that try to change the question. */
const SLY = [
  ...[
    'x&feature=tts',
    'x&platform=twitch',
    'x&userId=1',
    'x&user=vip_one',
    'x&record=0',
    'x#&platform=twitch',
  ],
  ...['&platform=twitch&feature=tts&x=', 'x&platform=twitch&platform=twitch', 'x&format=json&feature=tts'],
  ...['x","platform":"twitch","feature":"tts', 'x"},"action":"sync.run","params":{"a":"'],
];

let app: TestApp;
let scripts: Scripts | undefined;
const mono = findMono();
beforeAll(async () => {
  app = await startTestApp({ channel: { viewers: 5 } });
  app.simulator.world.addUser({ userId: '1', userLogin: 'vip_one', userDisplayName: 'VIP_One' });
  app.simulator.world.addVip('1');
  await untilSettled(app);
  await app.app.sync.run({ source: 'api:test' });
  // A question about `tts`, or about somebody on Twitch, would be answered yes.
  const { json } = await post(app.port, 'policy.set', { preset: 'premium-voices-only' });
  const policy = (json.result!['features'] as { tts: object }).tts;
  expect((await post(app.port, 'policy.set', { feature: 'song-request', policy })).status).toBe(200);
  const settings = { Address: text(app.baseUrl), Feature: text('premium-voice') };
  const variants = {
    ...{ Check: { script: 'CheckAccess', settings }, Fetch: { script: 'FetchUrl', settings: {} } },
  };
  if (mono) scripts = await compile(mono, variants);
});
afterAll(async () => {
  scripts?.close();
  await app.close();
});

interface Decision {
  readonly decisionId: number;
  readonly feature: string;
  readonly platform: string;
  readonly reason: string;
  readonly user: {
    readonly userId: string | null;
    readonly userLogin: string | null;
    userDisplayName: string;
  };
}

/** What the server decided while this ran. */
async function decisionsOf(run: () => Promise<unknown>): Promise<Decision[]> {
  const list = async () =>
    (await post(app.port, 'decisions.list', { limit: 10 })).json.result!['items'] as Decision[];
  const before = (await list())[0]?.decisionId ?? -1;
  await run();
  return (await list()).filter(({ decisionId }) => decisionId > before);
}

type Send = (url: string) => Promise<string>;
/** How tools put an address on the wire. */
const SENDERS: Readonly<Record<string, Send>> = {
  // Firebot, Companion, browsers: what the standard of the web says.
  'the web': async (url) => (await fetch(url)).text(),
  // The request line as it was filled in: many small HTTP libraries.
  'no encoding': (url) =>
    new Promise((done, fail) => {
      const { host, port } = new URL(url);
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => {
        const target = url.slice(url.indexOf('/api'));
        socket.end(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      });
      socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
      socket.on('end', () => done(answer.split('\r\n\r\n')[1] ?? '')).on('error', fail);
    }),
  ...(mono && {
    '.NET': async (url) => (await scripts!.run('Fetch', { args: { url } })).set['answer'] ?? '',
  }),
};

const readme = (path: string): string => readFileSync(join(root, path), 'utf8');
const linesIn = (path: string): string[] =>
  readme(path).match(/http:\/\/127\.0\.0\.1:7653\/\S+[&?]name=[^\s`]*/g)!;
const asked = { feature: 'premium-voice', consume: true };
const LINES = [
  ...new Set([
    ...[...linesIn('README.md'), ...linesIn('integrations/streamerbot/README.md'), CHECK_URL],
    ...[true, false].flatMap((isText) =>
      [true, false].map((consume) =>
        checkUrl('http://127.0.0.1:7653', STREAMERBOT_VIEWER, { ...asked, consume }, isText),
      ),
    ),
  ]),
];

interface Viewer {
  readonly userId: string;
  readonly userType: string;
}
const YOUTUBER = { userId: 'UC_x5XG1OV2P6uZZ5FSM9Ttw', userType: 'youtube' };
const VIP = { userId: '1', userType: 'twitch' };

/** The line for the limited feature, as Streamer.bot fills it in. */
function filled(line: string, viewer: Viewer, userName: string): string {
  const variables: Readonly<Record<string, string>> = { ...viewer, userName };
  return line
    .replace('127.0.0.1:7653', `127.0.0.1:${app.port}`)
    .replace('feature=tts', 'feature=premium-voice')
    .replace(/%(\w+)%/g, (all, name: string) => variables[name] ?? all);
}
const isYes = (answer: string): boolean => {
  if (!answer.startsWith('{')) return answer === 'allow';
  return (JSON.parse(answer) as { decision?: string }).decision === 'allow';
};
/** What the server was asked. */
const question = ({ feature, platform, user }: Decision) => ({ feature, platform, userId: user.userId });
const questionOf = ({ userId, userType }: Viewer) => ({
  feature: 'premium-voice',
  platform: userType,
  userId,
});

describe('a name takes nothing from the question', () => {
  it.each(Object.keys(SENDERS))('in any line, sent as %s', async (sender) => {
    expect(LINES.length).toBeGreaterThanOrEqual(5);
    for (const line of LINES) {
      for (const viewer of [YOUTUBER, VIP]) {
        for (const name of NAMES) {
          let answer = '';
          const url = filled(line, viewer, name);
          const decisions = await decisionsOf(async () => (answer = await SENDERS[sender]!(url)));
          // What is not encoded at all may be no HTTP.
          const isHttp = sender !== 'no encoding' || /^[\x21-\x7e]*$/.test(name);
          expect(decisions.map(question), url).toEqual(
            isHttp || decisions.length > 0 ? [questionOf(viewer)] : [],
          );
          expect(isYes(answer), url).toBe(viewer === VIP && decisions.length > 0);
        }
      }
    }
  });

  it.each(Object.keys(SENDERS))('nor does one that tries to, sent as %s', async (sender) => {
    for (const line of LINES) {
      for (const name of SLY) {
        let answer = '';
        const url = filled(line, YOUTUBER, name);
        const decisions = await decisionsOf(async () => (answer = await SENDERS[sender]!(url)));
        for (const each of decisions) expect(question(each), url).toEqual(questionOf(YOUTUBER));
        expect(isYes(answer), url).toBe(false);
      }
    }
  });

  it.skipIf(!mono)('in the script', async () => {
    for (const viewer of [YOUTUBER, VIP]) {
      for (const user of [...NAMES, ...SLY, 'cut \uD83C', '\uDF41 cut']) {
        const decisions = await decisionsOf(() => scripts!.run('Check', { args: { ...viewer, user } }));
        expect(decisions.map(question), user).toEqual([questionOf(viewer)]);
      }
    }
  });

  it('is seen by this test where it does', async () => {
    const [name] = NAMES;
    const planted = CHECK_URL.replace(/^(.*userId=%userId%)(.*)(&name=%userName%)$/, '$1$3$2');
    expect(planted).not.toBe(CHECK_URL);
    const decisions = await decisionsOf(() => SENDERS['the web']!(filled(planted, YOUTUBER, name!)));
    expect(decisions.map(question)).not.toEqual([questionOf(YOUTUBER)]);
  });

  it('stands last in every address that is handed out', () => {
    const files = ['README.md', 'overlay', 'integrations'].flatMap((at) =>
      at.endsWith('.md')
        ? [at]
        : readdirSync(join(root, at), { recursive: true, encoding: 'utf8' }).map((name) => join(at, name)),
    );
    const texts = files.filter((name) => /\.(md|mjs|ts|cs|py|svg|html)$/.test(name));
    expect(texts.length).toBeGreaterThan(50);
    for (const file of texts) expect(readme(file).match(/[?&]name=[%$/{(][^\s`'"]*&/g), file).toBeNull();
  });
});

/** What is left of a name when everything is gone that may be cleaned away. */
const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}_]/gu, '');
/** Signs that an address or JSON gives another meaning; no name on Twitch has them. */
const REWRITTEN = /[+\\]|%[\da-f]{2}/i;

describe('a name in a recipe', () => {
  const checks = readRecipes(resolve('integrations/recipes')).filter(
    ({ does, language }) => does === 'check' && ['http', 'websocket'].includes(language),
  );
  // A question about `tts` would be another one, with the same answer.
  const blocks = checks.map((block) => ({ ...block, code: block.code.replace('tts', 'song-request') }));

  it.each(blocks.map((block) => [block.at, block] as const))(
    'is never another question: %s',
    async (_at, block) => {
      expect(block.code).toContain('song-request');
      for (const viewer of [...NAMES, ...SLY]) {
        let answer = '';
        const decisions = await decisionsOf(async () => {
          answer = await runBlock(block, { port: app.port, token: '', viewer });
        });
        if (!saysYes(answer)) continue;
        for (const { feature, platform, user } of decisions) {
          expect({ feature, platform }, viewer).toEqual({ feature: 'song-request', platform: 'twitch' });
          if (SLY.includes(viewer) || REWRITTEN.test(viewer)) continue;
          expect(bare(user.userLogin ?? user.userDisplayName), viewer).toBe(bare(viewer));
        }
      }
    },
  );
});
