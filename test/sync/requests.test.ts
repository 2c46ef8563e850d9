import { describe, expect, it } from 'vitest';
import type { Kind } from '../../server/core/roles.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { deferred, errorsOf, flush, rig, row } from './harness.ts';

/** A rig whose VIP list waits until it is let go. */
function slowRig(...more: Parameters<typeof rig>) {
  const made = rig(...more);
  const gate = deferred();
  made.twitch.onPage.vips = async (cursor) => {
    await gate.promise;
    return made.twitch.page('vips', cursor);
  };
  return Object.assign(made, { letGo: () => gate.resolve() });
}

describe('asking while a run is under way', () => {
  it('joins it if it covers what is wanted, and gets its result', async () => {
    const { sync, letGo, twitch } = slowRig();
    const first = sync.run({ source: 'startup' });
    const same = sync.run({ source: 'manual-ui' });
    const less = sync.run({ source: 'api:x', kinds: ['moderators'] });
    letGo();
    const [ran, joined, alsoJoined] = await Promise.all([first, same, less]);
    expect([ran.outcome, joined.outcome, alsoJoined.outcome]).toEqual(['ran', 'joined', 'joined']);
    expect(joined).toEqual({ ...ran, outcome: 'joined' });
    expect(twitch.calls).toHaveLength(3);
  });

  it('queues one follow-up, which later requests ride on, whatever they want', async () => {
    const { sync, letGo, twitch, told } = slowRig();
    const first = sync.run({ source: 'api:a', kinds: ['vips'] });
    const second = sync.request({ source: 'api:b', kinds: ['subscribers'] });
    const third = sync.request({ source: 'api:c', kinds: ['moderators'] });
    const fourth = sync.request({ source: 'api:d', kinds: ['subscribers'] });
    if ('outcome' in second || 'outcome' in third || 'outcome' in fourth) throw new Error('skipped');
    expect([third.runId, fourth.runId]).toEqual([second.runId, second.runId]);
    await flush();
    expect(twitch.calls.map(({ kind }) => kind)).toEqual(['vips']);
    letGo();
    const answers = await Promise.all([first, second.done, third.done, fourth.done]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['ran', 'ran', 'joined', 'joined']);
    expect(twitch.calls.map(({ kind }) => kind)).toEqual(['vips', 'subscribers', 'moderators']);
    expect(told.finished.map(({ source }) => source)).toEqual(['api:a', 'api:b']);
  });

  it('does not count a run that began too early for one who must begin now', async () => {
    const { sync, letGo, told } = slowRig({ windowMs: 0, minGapMs: 0 });
    const first = sync.run({ source: 'startup' });
    const late = sync.run({ source: 'eventsub-reconnect', mustBeginNow: true });
    const later = sync.run({ source: 'eventsub-reconnect', mustBeginNow: true });
    letGo();
    expect((await Promise.all([first, late, later])).map(({ outcome }) => outcome)).toEqual([
      'ran',
      'ran',
      'joined',
    ]);
    expect(told.finished).toHaveLength(2);
  });

  it('is told so rather than queued when what we have is young enough', async () => {
    const { sync, letGo, full, twitch } = slowRig();
    letGo();
    await full();
    const gate = deferred();
    twitch.onPage.vips = () => gate.promise.then(() => twitch.page('vips', null));
    const forced = sync.run({ source: 'api:a', kinds: ['vips'], force: true });
    expect(await sync.run({ source: 'api:b' })).toMatchObject({ outcome: 'skipped', retryAfterMs: 60_000 });
    gate.resolve();
    expect((await forced).outcome).toBe('ran');
  });

  it('fails the follow-up in plain words if the login ended meanwhile', async () => {
    const made = slowRig();
    const first = made.sync.run({ source: 'api:a', kinds: ['vips'] });
    const second = made.sync.run({ source: 'api:b' });
    made.login = null;
    made.sync.cancel(new SyncError('login_expired', 'Over.', 'Log in.'));
    const [one, two] = await Promise.all([first, second]);
    if (one.outcome === 'skipped' || two.outcome === 'skipped') throw new Error('skipped');
    expect(errorsOf(one.run)).toEqual({ vips: 'login_expired' });
    expect(errorsOf(two.run)).toEqual({
      subscribers: 'not_connected',
      vips: 'not_connected',
      moderators: 'not_connected',
    });
  });
});

describe('the rules about asking again', () => {
  it('skips the same source for 5 minutes and every other for 60 seconds, with age and time left', async () => {
    const { sync, clock } = rig();
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('ran');
    await clock.advance(59_999);
    expect(await sync.run({ source: 'api:x' })).toEqual({
      outcome: 'skipped',
      ageMs: 59_999,
      retryAfterMs: 1,
    });
    await clock.advance(1);
    expect(await sync.run({ source: 'manual-ui' })).toEqual({
      outcome: 'skipped',
      ageMs: 60_000,
      retryAfterMs: 240_000,
    });
    expect((await sync.run({ source: 'api:x' })).outcome).toBe('ran');
    await clock.advance(240_000);
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('ran');
  });

  it('lets the button through after a minute while a list is stale, and nobody else', async () => {
    const stale = new Set<Kind>();
    const { sync, clock } = rig({ isStale: (kind) => stale.has(kind) });
    await sync.run({ source: 'manual-ui' });
    await sync.run({ source: 'api:x', isExempt: true });
    stale.add('vips');
    await clock.advance(59_999);
    expect(await sync.run({ source: 'manual-ui' })).toMatchObject({ outcome: 'skipped', retryAfterMs: 1 });
    await clock.advance(1);
    expect((await sync.run({ source: 'api:x' })).outcome).toBe('skipped');
    expect((await sync.run({ source: 'manual-ui', kinds: ['moderators'] })).outcome).toBe('skipped');
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('ran');
    stale.clear();
    await clock.advance(60_000);
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('skipped');
  });

  it('lets force through, at most once a minute', async () => {
    const { sync, clock } = rig();
    const force = () => sync.run({ source: 'manual-ui', force: true });
    await sync.run({ source: 'manual-ui' });
    expect((await force()).outcome).toBe('ran');
    await clock.advance(59_000);
    expect(await force()).toEqual({ outcome: 'skipped', ageMs: 59_000, retryAfterMs: 1_000 });
    await clock.advance(1_000);
    expect((await force()).outcome).toBe('ran');
  });

  it('does not use up force when it was not needed', async () => {
    const { sync } = rig();
    expect((await sync.run({ source: 'manual-ui', force: true })).outcome).toBe('ran');
    expect((await sync.run({ source: 'manual-ui', force: true })).outcome).toBe('ran');
    expect((await sync.run({ source: 'manual-ui', force: true })).outcome).toBe('skipped');
  });

  it('holds no exempt source back', async () => {
    const { sync, full } = rig();
    await full();
    expect((await sync.run({ source: 'background-30min', isExempt: true })).outcome).toBe('ran');
    expect((await sync.run({ source: 'api:x' })).outcome).toBe('skipped');
  });

  it('opens no window by a failure, and only for the lists that committed', async () => {
    const { sync, twitch } = rig();
    twitch.onPage.vips = () => Promise.reject(new SyncError('twitch_unavailable', 'Down.'));
    await sync.run({ source: 'manual-ui' });
    expect((await sync.run({ source: 'manual-ui', kinds: ['moderators'] })).outcome).toBe('skipped');
    expect((await sync.run({ source: 'manual-ui', kinds: ['vips'] })).outcome).toBe('ran');
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('ran');
  });

  it('opens no window that a clock set back could keep shut', async () => {
    const { sync, clock } = rig();
    await sync.run({ source: 'manual-ui' });
    clock.setBack(86_400_000);
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('ran');
  });

  it('is switched off by windows of 0', async () => {
    const { sync } = rig({ windowMs: 0, minGapMs: 0 });
    await sync.run({ source: 'manual-ui' });
    expect((await sync.run({ source: 'manual-ui' })).outcome).toBe('ran');
  });
});

describe('the end', () => {
  it('refuses without a login, and after closing', async () => {
    const made = rig();
    made.login = null;
    await expect(made.sync.run({ source: 'api:x' })).rejects.toMatchObject({ code: 'not_connected' });
    made.login = { userId: '1', userLogin: 'a', userDisplayName: 'A' };
    await made.sync.close();
    await expect(made.sync.run({ source: 'api:x' })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends a run that hangs, and its follow-up, when closed', async () => {
    const { sync, clock, runs } = slowRig();
    const hanging = sync.run({ source: 'startup', kinds: ['vips'] });
    const next = sync.run({ source: 'api:x' });
    await flush();
    await sync.close();
    const [first, second] = await Promise.all([hanging, next]);
    if (first.outcome === 'skipped' || second.outcome === 'skipped') throw new Error('skipped');
    expect(errorsOf(first.run)).toEqual({ vips: 'cancelled' });
    expect(errorsOf(second.run)).toEqual({
      subscribers: 'cancelled',
      vips: 'cancelled',
      moderators: 'cancelled',
    });
    expect(runs.added).toHaveLength(1);
    expect(clock.timers).toBe(0);
  });

  it('ends a run by its cause when cancelled, and the next one works', async () => {
    const { sync, twitch, store, letGo } = slowRig({ windowMs: 0, minGapMs: 0 });
    twitch.set('moderators', row('1'));
    const run = sync.run({ source: 'startup' });
    await flush();
    sync.cancel(new SyncError('login_expired', 'The Twitch login has ended.', 'Connect Twitch again.'));
    const answer = await run;
    if (answer.outcome === 'skipped') throw new Error('skipped');
    expect(errorsOf(answer.run)).toEqual({ vips: 'login_expired' });
    expect(store.ids('moderators')).toEqual(['1']);
    letGo();
    expect((await sync.run({ source: 'startup' })).outcome).toBe('ran');
  });
});
