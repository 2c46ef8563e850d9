// @vitest-environment happy-dom
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import type { RolecallClient } from '../../integrations/client/index.ts';
import { Notices } from '../../overlay/lib/state/notices.ts';
import { OpenViewer } from '../../overlay/lib/state/open-viewer.ts';
import { ViewerActions } from '../../overlay/lib/state/viewer-actions.ts';
import { ViewerSearch } from '../../overlay/lib/state/viewer-search.ts';
import { timelineOf } from '../../overlay/lib/format/timeline.ts';

interface Call {
  readonly action: string;
  readonly params: Record<string, unknown>;
  answer(result: unknown): void;
}

/** A client whose answers come when the test says so. */
class HandClient {
  readonly state = 'open';
  readonly calls: Call[] = [];

  on(): () => void {
    return () => undefined;
  }
  onState(): () => void {
    return () => undefined;
  }
  call(action: string, params: Record<string, unknown>): Promise<unknown> {
    return new Promise((resolve) => this.calls.push({ action, params, answer: resolve }));
  }
  get typed(): RolecallClient {
    return this as unknown as RolecallClient;
  }
  /** The next call, answered. */
  async next(action: string, result: unknown): Promise<Call['params']> {
    await expect.poll(() => this.calls.length).toBeGreaterThan(0);
    const call = this.calls.shift()!;
    expect(call.action).toBe(action);
    call.answer(result);
    return call.params;
  }
}

const host = (): ReactiveControllerHost => ({
  addController: (_: ReactiveController) => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
});
const somebody = { userId: '7', userLogin: 'somebody', userDisplayName: 'Somebody' };
const found = (name: string) => ({ items: [{ ...somebody, userLogin: name, roles: [] }] });

describe('finding a viewer', () => {
  it('asks one question at a time, and shows only what answers the last one', async () => {
    const client = new HandClient();
    const search = new ViewerSearch(host(), client.typed, 0);
    search.type('a');
    await expect.poll(() => client.calls.length).toBe(1);
    for (const query of ['al', 'ali', 'alice']) {
      search.type(query);
      await new Promise((done) => setTimeout(done, 5));
    }
    expect(client.calls).toHaveLength(1);
    await client.next('viewers.search', found('abe'));
    expect(search.hits).toBeNull();
    expect(await client.next('viewers.search', found('alice'))).toMatchObject({ query: 'alice' });
    await expect.poll(() => search.hits?.[0]?.userLogin).toBe('alice');
    search.type('');
    expect(search.hits).toBeNull();
  });

  it('shows nothing of a question that was taken back', async () => {
    const client = new HandClient();
    const search = new ViewerSearch(host(), client.typed, 0);
    search.type('a');
    await expect.poll(() => client.calls.length).toBe(1);
    search.type('');
    await client.next('viewers.search', found('abe'));
    await new Promise((done) => setTimeout(done, 10));
    expect(search.hits).toBeNull();
  });
});

describe('the opened viewer', () => {
  const none = { items: [], overrides: [], grants: [] };
  const vip = { role: 'vip', grantedAt: '2026-11-22T20:00:00.000Z', source: 'event' };
  /** What `calls` asked for of the viewer, answered. */
  const answer = (calls: readonly Call[], roles: readonly object[]): void => {
    for (const { action, answer } of calls) answer(action === 'viewers.get' ? { ...somebody, roles } : none);
  };

  it.each(['first', 'last'])('is shown as the later of two reads found it, answered %s', async (when) => {
    const client = new HandClient();
    const open = new OpenViewer(host(), client.typed, () => []);
    open.open(somebody);
    const before = client.calls.splice(0);
    open.readAgain(); // something happened while the first answers are on their way
    const after = client.calls.splice(0);
    if (when === 'first') answer(after, [vip]);
    answer(before, []);
    await new Promise((done) => setTimeout(done));
    if (when === 'last') answer(after, [vip]);
    await expect.poll(() => open.details?.roles).toEqual([vip]);
  });
});

describe('the viewer who is opened before the rules are known', () => {
  it('is asked about once they are, and then no more', () => {
    const client = new HandClient();
    let features: string[] = [];
    const open = new OpenViewer(host(), client.typed, () => features);
    const asked = (): unknown[] =>
      client.calls.splice(0).flatMap(({ action, params }) => (action === 'access.check' ? [params] : []));
    open.open(somebody);
    open.hostUpdate();
    expect(asked()).toEqual([]);
    features = ['tts', 'premium-voice'];
    open.hostUpdate();
    expect(asked()).toMatchObject([{ feature: 'tts' }, { feature: 'premium-voice' }]);
    open.hostUpdate();
    open.close();
    features = ['tts'];
    open.hostUpdate();
    expect(client.calls).toEqual([]);
  });
});

describe('taking back', () => {
  it('what was given leaves the time that was there before', async () => {
    const client = new HandClient();
    const notices = new Notices(host());
    const actions = new ViewerActions(host(), client.typed, notices);
    const before = {
      ...somebody,
      feature: 'tts',
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      note: null,
    };
    const given = actions.give(somebody, 'tts', 30);
    await client.next('grants.list', { items: [before] });
    expect(await client.next('grants.add', before)).toMatchObject({ userId: '7', minutes: 30, by: 'dock' });
    await given;
    expect(notices.shown?.text).toBe('Somebody has 30 min more of TTS.');
    const undone = notices.shown?.act?.run();
    await client.next('grants.revoke', {});
    const again = await client.next('grants.add', before);
    expect(again['minutes']).toBeCloseTo(10, 1);
    await undone;
    expect(notices.shown).toMatchObject({ text: 'Undone.', act: null });
    notices.dismiss();
  });

  it('a second press before the first is done gives nothing twice, and a later one does', async () => {
    const client = new HandClient();
    const notices = new Notices(host());
    const actions = new ViewerActions(host(), client.typed, notices);
    const both = [actions.give(somebody, 'tts', 10), actions.give(somebody, 'tts', 10)];
    await client.next('grants.list', { items: [] });
    await client.next('grants.add', somebody);
    await Promise.all(both);
    expect(client.calls).toHaveLength(0);
    const later = actions.give(somebody, 'tts', 10);
    await client.next('grants.list', { items: [] });
    await client.next('grants.add', somebody);
    await later;
    notices.dismiss();
  });

  it('a mute brings back what was set before it', async () => {
    const client = new HandClient();
    const notices = new Notices(host());
    const actions = new ViewerActions(host(), client.typed, notices);
    const before = { ...somebody, feature: 'tts', effect: 'allow', until: null, note: 'a friend' };
    const muted = actions.set(somebody, 'tts', 'deny', 'stream_end');
    await client.next('overrides.list', { items: [before] });
    await client.next('overrides.set', somebody);
    await muted;
    const undone = notices.shown?.act?.run();
    expect(await client.next('overrides.set', before)).toMatchObject({
      effect: 'allow',
      until: null,
      note: 'a friend',
    });
    await undone;
    notices.dismiss();
  });
});

describe('chat bots', () => {
  it('are added by one press, each to what the one before left, and taken away again by another', async () => {
    const client = new HandClient();
    const notices = new Notices(host());
    const actions = new ViewerActions(host(), client.typed, notices);
    const other = { ...somebody, userId: '8', userLogin: 'other' };
    const both = [actions.addBot(somebody), actions.addBot(other)];
    await client.next('settings.get', { bots: ['nightbot'] });
    expect(await client.next('settings.set', {})).toEqual({ bots: ['nightbot', 'somebody'] });
    await client.next('policy.get', { features: { tts: { bots: 'never' } } });
    await expect.poll(() => notices.shown?.text).toBe('Somebody is on the list of chat bots.');
    await client.next('settings.get', { bots: ['nightbot', 'somebody'] });
    expect(await client.next('settings.set', {})).toEqual({ bots: ['nightbot', 'somebody', 'other'] });
    await client.next('policy.get', { features: { tts: { bots: 'as_others' } } });
    await Promise.all(both);
    expect(notices.shown?.text).toMatch(/Your rules let bots speak/);
    const undone = notices.shown?.act?.run();
    await client.next('settings.get', { bots: ['nightbot', 'other', 'late'] });
    expect(await client.next('settings.set', {})).toEqual({ bots: ['nightbot', 'late'] });
    await undone;
    const again = actions.addBot(somebody);
    await client.next('settings.get', { bots: ['somebody'] });
    await again;
    expect(notices.shown).toMatchObject({ text: expect.stringMatching(/already/) as string, act: null });
    notices.dismiss();
  });
});

describe('the timeline', () => {
  it('tells beginnings and ends, newest first', () => {
    const at = (hour: number): string => `2026-11-22T${hour}:00:00.000Z`;
    const role = {
      role: 'subscriber',
      tier: '2000',
      isGift: true,
      gifterId: '1',
      gifterLogin: 'bob',
      grantedAt: at(10),
      source: 'event',
      revokedAt: at(12),
      revokedSource: 'startup',
    } as const;
    const mute = {
      ...somebody,
      platform: 'twitch',
      overrideId: 1,
      feature: 'tts',
      effect: 'deny',
      until: 'stream_end',
      note: 'too loud',
      by: 'dock',
      setAt: at(11),
      active: false,
      endedAt: at(13),
      endedBy: 'x',
      endReason: 'stream_end',
    } as const;
    const entries = timelineOf({ items: [role], overrides: [mute], grants: [] });
    expect(entries.map(({ words, detail }) => `${words} (${detail})`)).toEqual([
      'TTS: Muted (ended: the stream ended)',
      'no longer Subscriber (sync at start)',
      'TTS: Muted until the stream ends (by dock · too loud)',
      'now Subscriber, Tier 2, gift from bob (live from Twitch)',
    ]);
  });
});
