import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECK_URL } from '../../../integrations/streamerbot/build-import.mjs';
import { http, post, TOKEN, untilSettled } from '../../api/support.ts';
import { root } from '../../architecture/source-tree.ts';
import { startTestApp, type TestApp } from '../../support/start-app.ts';
import { withCooldown } from './support.ts';

const readme = readFileSync(join(root, 'integrations/streamerbot/README.md'), 'utf8');
/** The addresses to be entered, as the page has them. */
const urls = [...readme.matchAll(/^```\n([^`]*)```$/gm)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const find = (part: string): string => {
  const found = urls.filter((url) => url.includes(part));
  expect(found, part).toHaveLength(1);
  return found[0]!;
};
const withReason = (): string =>
  urls.filter((url) => !url.includes('format=text')).find((url) => url.includes('/check?'))!;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ channel: { viewers: 20 }, config: { apiToken: TOKEN } });
  const { world } = app.simulator;
  world.addUser({ userId: '1', userLogin: 'vip_one', userDisplayName: 'VIP_One' });
  world.addUser({ userId: '2', userLogin: 'plain_one', userDisplayName: 'Plain_One' });
  world.addVip('1');
  await untilSettled(app);
  await app.app.sync.run({ source: 'api:test' });
});
afterAll(() => app.close());

/** What Fetch URL sends: the address with its variables filled in, nothing else. What it has not stays as it is. */
function fetchUrl(template: string, variables: Readonly<Record<string, string>>, token = TOKEN) {
  expect(template.startsWith('http://127.0.0.1:7653/')).toBe(true);
  const filled = template
    .replace(/%(\w+)%/g, (all, name: string) => variables[name] ?? all)
    .replace('token=TOKEN', `token=${token}`);
  return http(app.port, filled.slice('http://127.0.0.1:7653'.length));
}

const on = (userId: string, userType = 'twitch') => ({ userId, userType });

describe('the recipe without code', () => {
  it('has these addresses, and the import file the same one', () => {
    expect(readme).toContain('http://127.0.0.1:7653/integrations/rolecall.sb');
    expect(urls).toHaveLength(8);
    expect(urls[0]).toBe(CHECK_URL);
    expect(readme.split('127.0.0.1:7653/').length - 1).toBe(urls.length + 1); // and the one of the download
  });

  it.each([
    [on('1'), 'allow'],
    [on('12345678'), 'allow'],
    [on('2'), 'deny'],
    [on('98765'), 'deny'],
    [on('1', 'youtube'), 'deny'],
    [on('UCabc', 'youtube'), 'deny'],
    [{ userType: 'twitch' }, 'error'],
    [{ userId: '1' }, 'error'],
    [{}, 'error'],
    [on(''), 'error'],
    [on('1', ''), 'deny'],
    [on('1&userId=2'), 'error'],
  ])('%j is answered with the word %s', async (variables, word) => {
    const { status, text } = await fetchUrl(urls[0]!, variables);
    expect({ status, text }).toEqual({ status: 200, text: word });
  });

  it('starts the cooldowns', async () => {
    const ask = async () => (await fetchUrl(urls[0]!, on('1'))).text;
    expect(await withCooldown(app.port, async () => [await ask(), await ask()])).toEqual(['allow', 'deny']);
  });

  it('gives the reason as flat JSON', async () => {
    expect((await fetchUrl(withReason(), on('1'))).json).toMatchObject({
      decision: 'allow',
      reason: 'vip',
      message: 'VIP_One is a VIP.',
    });
    expect((await fetchUrl(withReason(), on('2'))).json['decision']).toBe('deny');
    // Who is on no list is known by the id alone, and that is nothing to say in chat.
    expect((await fetchUrl(withReason(), on('98765'))).json['message']).toBe('This viewer may not use TTS.');
    expect((await fetchUrl(withReason(), {})).json['decision']).toBeUndefined();
    for (const name of ['decision', 'message', 'reason']) expect(readme).toContain(`%rolecall.${name}%`);
  });

  it('tells what it knows of viewers elsewhere, guests and newcomers, and nothing where it has no variable', async () => {
    const word = async (variables: Readonly<Record<string, string>>) =>
      (await fetchUrl(find('member=%userIsSponsor%'), variables)).text;
    const { json } = await post(app.port, 'policy.get', { feature: 'tts' });
    const { tts } = json.result!['features'] as { tts: object };
    const strict = { ...tts, others: 'members', guests: 'never', firstTimers: 'never' };
    await post(app.port, 'policy.set', { feature: 'tts', policy: strict });
    const tuber = { ...on('UCabc', 'youtube'), userName: 'C&Co' };
    expect(await word({ ...tuber, userIsSponsor: 'True' })).toBe('allow');
    expect(await word({ ...tuber, userIsSponsor: 'False' })).toBe('deny');
    expect(await word({ ...tuber, userIsSponsor: '' })).toBe('deny');
    expect(await word({ ...tuber, userIsSponsor: 'False', userName: 'x&member=true' })).toBe('error');
    expect(await word({ ...on('UCabc', 'youtube') })).toBe('deny');
    const vip = { ...on('1'), userName: 'VIP_One' };
    expect(await word(vip)).toBe('allow');
    expect(await word({ ...vip, fromSharedChat: 'False', firstMessage: 'False' })).toBe('allow');
    expect(await word({ ...vip, fromSharedChat: 'True' })).toBe('deny');
    expect(await word({ ...vip, firstMessage: 'True' })).toBe('deny');
    expect(await word({ ...on('2'), userName: 'Plain_One', userIsSponsor: 'True' })).toBe('deny');
    await post(app.port, 'policy.set', { feature: 'tts', policy: tts });
  });

  it('asks about a name that somebody typed', async () => {
    const ask = async (name: string) =>
      (await fetchUrl(find('/check?user='), { rawInputUrlEncoded: encodeURIComponent(name) })).text;
    expect(await ask('@VIP_One')).toBe('allow');
    expect(await ask('plain_one')).toBe('deny');
    expect(await ask('somebody else & more')).toBe('error');
  });

  it('changes things with a token, and nothing without', async () => {
    const named = { ...on('2'), rawInputUrlEncoded: 'vip_one' };
    const all = urls.filter((url) => url.includes('/api/actions/'));
    expect(all).toHaveLength(4);
    for (const url of all) {
      expect((await fetchUrl(url, named, 'a-wrong-token')).status).toBe(401);
      expect((await fetchUrl(url.replace('&token=TOKEN', ''), named)).status).toBe(401);
    }
    const run = async (part: string) => (await fetchUrl(find(part), named)).json;
    const word = async (userId: string) => (await fetchUrl(urls[0]!, on(userId))).text;
    expect((await run('sync.run')).ok).toBe(true);
    expect((await run('grants.add')).result).toMatchObject({ userId: '2', minutes: 10 });
    expect(await word('2')).toBe('allow');
    expect((await run('overrides.set')).result).toMatchObject({ userId: '1', until: 'stream_end' });
    expect(await word('1')).toBe('deny');
    expect((await run('overrides.clear')).result).toMatchObject({ cleared: true });
    expect(await word('1')).toBe('allow');
  });
});
