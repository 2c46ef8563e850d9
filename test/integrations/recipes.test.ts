import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Block, parseRecipe, type Place, readRecipes, runBlock, saysYes } from '../support/recipes.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { post, untilSettled, wait } from '../api/support.ts';

const OWNER_TOKEN = 'the-owner-token-of-the-tests';
const OWNER = { headers: { authorization: `Bearer ${OWNER_TOKEN}` } };
const STRANGER = 'nobody_at_all';
const blocks = readRecipes(resolve('integrations/recipes'));

let app: TestApp;
let place: Place;

beforeAll(async () => {
  const channel = { subscribers: 3, vips: 2, moderators: 1 };
  app = await startTestApp({ channel, config: { apiToken: OWNER_TOKEN } });
  await untilSettled(app);
  const { items } = await ask<{ items: { userLogin: string }[] }>('viewers.list', { role: 'vip' });
  const { token } = await ask<{ token: string }>('tokens.create', { name: 'recipes', level: 'control' });
  place = { port: app.port, token, viewer: items[0]!.userLogin };
});
afterAll(() => app.close());

async function ask<T>(action: string, params: object = {}): Promise<T> {
  const { json, text } = await post(app.port, action, params, OWNER);
  if (!json.ok) throw new Error(`${action}: ${text}`);
  return json.result as T;
}

interface Grant {
  readonly userLogin: string;
  readonly minutes: number;
}
interface Override {
  readonly effect: string;
  readonly until: string;
  readonly feature: string;
}

const lastRun = async () =>
  (await ask<{ items: { runId: string; source: string }[] }>('sync.history', { limit: 1 })).items[0]!;
const listFor = <T>(action: string) => ask<{ items: T[] }>(action, { user: place.viewer });

/** Runs a block and fails unless it did what it says, within `ms`. */
async function tryBlock(block: Block, ms = 8_000): Promise<void> {
  const why = `${block.at} (${block.does})`;
  if (block.does === 'check') {
    expect(saysYes(await runBlock(block, place)), `${why}: yes to a VIP`).toBe(true);
    const answer = await runBlock(block, { ...place, viewer: STRANGER });
    expect(answer, why).not.toBe('');
    expect(saysYes(answer), `${why}: no to a stranger`).toBe(false);
    return;
  }
  await untilSettled(app); // a request would join the run
  const before = await lastRun();
  const answer = await runBlock(block, place);
  const says = `${why}: no effect; the answer was ${answer}`;
  if (block.does === 'sync') {
    const [source] = /api:\w+/.exec(block.code)!;
    await eventually(async () => (await lastRun()).runId !== before.runId, says, ms);
    expect((await lastRun()).source, why).toBe(source);
  } else if (block.does === 'grant') {
    await eventually(async () => (await listFor<Grant>('grants.list')).items.length > 0, says, ms);
    const { items } = await listFor<Grant>('grants.list');
    expect(items, why).toMatchObject([{ userLogin: place.viewer, minutes: 10, feature: 'tts' }]);
    await ask('grants.revoke', { user: place.viewer, feature: 'tts' });
  } else {
    await eventually(async () => (await listFor<Override>('overrides.list')).items.length > 0, says, ms);
    const { items } = await listFor<Override>('overrides.list');
    expect(items, why).toMatchObject([{ effect: 'deny', until: 'stream_end', feature: 'tts' }]);
    await ask('overrides.clear', { user: place.viewer, feature: 'tts' });
  }
}

async function eventually(isSo: () => Promise<boolean>, what: string, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(what);
    await wait(10);
  }
}

const PROGRAMS = { bash: 'curl', python: 'python3' } as const;
const isHere = (block: Block): boolean => {
  if (block.language !== 'bash' && block.language !== 'python') return true;
  return spawnSync(PROGRAMS[block.language], ['--version']).status === 0;
};
const named = (list: readonly Block[]) =>
  list.map((block) => [`${block.at} ${block.language} ${block.does}`, block] as const);

describe('the recipes', () => {
  it('are seen: every tool with everything that it can do', () => {
    const tasks = new Map<string, Set<string>>();
    for (const { at, does } of blocks) {
      const file = at.split(':')[0]!;
      tasks.set(file, (tasks.get(file) ?? new Set()).add(does));
    }
    const all = 'check grant mute sync';
    expect(Object.fromEntries([...tasks].map(([file, does]) => [file, [...does].sort().join(' ')]))).toEqual({
      'companion.md': all,
      'curl.md': all,
      'firebot.md': all,
      'mixitup.md': all,
      'node.md': all,
      'python.md': all,
      'sammi.md': all,
      'streamdeck.md': 'grant mute sync',
      'touchportal.md': all,
    });
  });

  it('say what to do with the answer `error`, every one that asks', () => {
    const asking = new Set(blocks.filter(({ does }) => does === 'check').map(({ at }) => at.split(':')[0]!));
    for (const file of asking) {
      expect(readFileSync(`integrations/recipes/${file}`, 'utf8'), file).toMatch(/`error|: error|error[.)]/);
    }
  });

  it.each(named(blocks.filter(isHere)))('%s', (_name, block) => tryBlock(block));

  const withToken = blocks.filter(
    ({ code, language }) => code.includes('YOUR_TOKEN') && ['http', 'websocket'].includes(language),
  );
  it.each(named(withToken))('need the token where they say so: %s', async (_name, block) => {
    const code = block.code.replace(/[?&]token=YOUR_TOKEN/, '');
    expect(code).not.toBe(block.code);
    const tokenless = { ...block, code };
    await expect(tryBlock(tokenless, 100)).rejects.toThrow(/no effect|Unexpected server response: 403/);
  });
});

describe('when in doubt the answer is no', () => {
  const checks = blocks.filter(({ does }) => does === 'check').filter(isHere);
  const withVariable = checks.filter(({ variables }) => variables.length > 0);

  it.each(named(withVariable))('a variable that was not filled in: %s', async (_name, block) => {
    for (const preset of ['everyone', 'premium-voices-only', 'limited']) {
      await ask('policy.set', { preset });
      const unfilled = await runBlock({ ...block, variables: [] }, place);
      const nothing = ['', ' ', 'undefined', 'null', 'NaN', '[object Object]'];
      const others = nothing.map((viewer) => runBlock(block, { ...place, viewer }));
      for (const answer of [unfilled, ...(await Promise.all(others))]) {
        expect(answer, preset).toMatch(/^error$|"code":"invalid_params"/);
        expect(saysYes(answer), preset).toBe(false);
      }
    }
  });

  const programs = checks.filter(({ language }) => ['bash', 'python', 'js'].includes(language));
  it.each(named(programs))('Rolecall is not running: %s', async (_name, block) => {
    expect(saysYes(await runBlock(block, { ...place, port: 1 }))).toBe(false);
  });
});

describe('this test', () => {
  const plant = (url: string, does = 'grant', body?: string): Block => {
    const sent = body === undefined ? '' : `\n\`\`\`txt\n${body}\n\`\`\`\n`;
    const notes = body === undefined ? '' : '\nPOST\nits field: Content-Type: application/json';
    return parseRecipe(
      'planted.md',
      `<!-- does: ${does}${notes} -->\n\n\`\`\`http\n${url}\n\`\`\`\n${sent}`,
    )[0]!;
  };
  const url = 'http://127.0.0.1:7653/api';

  it.each([
    ['an action that is none', plant(`${url}/actions/grants.ad`, 'grant', '{}')],
    ['a call that does something else', plant(`${url}/actions/sync.run?token=YOUR_TOKEN`)],
    ['a wrong param', plant(`${url}/actions/grants.add?user=some_viewer&token=YOUR_TOKEN`)],
    ['a missing token', plant(`${url}/actions/sync.run?source=api:x`, 'sync')],
    ['a check of somebody else', plant(`${url}/check?user=${STRANGER}&format=text`, 'check')],
    ['a check that is none', plant(`${url}/check?format=text`, 'check')],
  ])('fails at %s', async (_what, block) => {
    await expect(tryBlock(block, 100)).rejects.toThrow();
  });

  it('refuses blocks that it could not run, and notes that it does not know', () => {
    const refusal = (text: string) => {
      try {
        return parseRecipe('a.md', text);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal('```ruby\nputs 1\n```\n')).toContain('a.md:1: cannot run');
    expect(refusal('\n```http\nhttp://x/\n```\n')).toContain('a.md:2: does not say');
    expect(refusal('<!-- does: sync\nhm -->\n```http\nhttp://x/\n```\n')).toContain('what does "hm" mean');
    expect(refusal('<!-- does: sync -->\n<!-- does: mute -->\n')).toContain(
      'a.md:2: the call before has nothing',
    );
    const check = '<!-- does: check -->\n```http\nhttp://x/\n```\n';
    expect(refusal(`${check}\`\`\`txt\n{}\n\`\`\`\n`)).toContain('a.md:5: what is this sent to?');
  });
});
