import { describe, expect, it } from 'vitest';
import { presets } from '../../server/demo/fault-presets.ts';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { CLIENT_ID, grantOf, type LoginRig, loginRig, pause, twitch, until } from './harness.ts';

const HOUR = 60 * 60_000;
const never = new AbortController().signal;

/** Any call that needs the login. */
const call = ({ http, login }: LoginRig): Promise<unknown> => http.helix({ path: 'users' }, login, never);

const refreshes = (simulator: Simulator): number => simulator.requests.countOf('/auth/token');
const validations = (simulator: Simulator): number => simulator.requests.countOf('/auth/validate');

/** For what ends only when its time is over. */
async function whileTimePasses<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  work.then(over, over);
  while (!isOver) {
    await clock.advance(1_000);
    await pause(5);
  }
  return work;
}

describe('the login that calls are made with', () => {
  it('is renewed once, however many calls find it dead at the same time', async () => {
    const simulator = await twitch();
    const rig = loginRig({ kept: grantOf(simulator) });
    await rig.login.start();
    simulator.auth.killAccessTokens();
    const bodies = await Promise.all(Array.from({ length: 10 }, () => call(rig)));
    expect(bodies).toHaveLength(10);
    expect(refreshes(simulator)).toBe(1);
    expect(rig.login.state).toBe('connected');
  });

  it('is on disk before anything uses it', async () => {
    const simulator = await twitch();
    const rig = loginRig({ kept: grantOf(simulator) });
    await rig.login.start();
    const before = rig.login.current()?.accessToken;
    let release = (): void => undefined;
    rig.vault.beforeWrite = () => new Promise((resolve) => (release = resolve));
    simulator.auth.killAccessTokens();
    const pending = call(rig);
    await until('the renewal', () => refreshes(simulator) === 1);
    await pause(30);
    // Killed here, the old one is all that anybody ever used, and the disk has whichever was written.
    expect(rig.login.current()?.accessToken).toBe(before);
    expect(simulator.requests.countOf('/users')).toBe(1);
    release();
    await pending;
    expect(rig.vault.writes).toEqual([rig.login.current()?.accessToken]);
    expect(rig.vault.kept?.refreshToken).not.toBeNull();
    expect(simulator.requests.countOf('/users')).toBe(2);
  });

  it('keeps what a validation says from undoing a renewal under way', async () => {
    const simulator = await twitch();
    const rig = loginRig({ kept: grantOf(simulator) });
    await rig.login.start();
    const old = rig.login.current();
    // The validation's answer comes while the renewed login is on its way to the disk.
    simulator.faults.add({
      match: { path: '/auth/validate' },
      do: { kind: 'latency', ms: 60, when: 'after' },
    });
    simulator.faults.add({ match: { path: '/auth/token' }, do: { kind: 'latency', ms: 30, when: 'after' } });
    rig.vault.beforeWrite = () => pause(100);
    const checked = rig.login.check();
    if (old) await rig.login.replace(old);
    await checked;
    const now = rig.login.current()?.accessToken;
    expect(now).not.toBe(old?.accessToken);
    expect(rig.vault.kept?.accessToken).toBe(now);
    await call(rig);
  });

  it.each<[string, FaultRule]>([
    ['Twitch has a problem', presets.failingRefresh(503)],
    ['Twitch says something else', presets.failingRefresh(400, 'something else')],
    ['the connection breaks', { match: { path: '/auth/token' }, do: { kind: 'reset' } }],
    ['Twitch is silent', { match: { path: '/auth/token' }, do: { kind: 'silence' } }],
    ...[301, 302, 307, 308].map((status): [string, FaultRule] => [
      `it is sent elsewhere (${status})`,
      { match: { path: '/auth/token' }, do: { kind: 'redirect', status } },
    ]),
  ])('stands when it cannot be renewed because %s, and is renewed later', async (_what, fault) => {
    const simulator = await twitch();
    const clock = new FakeClock(Date.now());
    const rig = loginRig({ kept: grantOf(simulator), clock });
    const end = simulator.faults.add(fault);
    simulator.auth.killAccessTokens();
    await whileTimePasses(clock, rig.login.start());
    expect(rig.login.state).toBe('connected');
    expect(rig.login.problem?.message).toMatch(/Twitch/);
    for (let i = 0; i < 3; i++) await expect(whileTimePasses(clock, call(rig))).rejects.toThrow();
    expect(rig.login.state).toBe('connected');
    end();
    await until('the next try', async () => {
      await clock.advance(1_000);
      return rig.login.problem === null;
    });
    await call(rig);
    expect(rig.vault.kept).not.toBeNull();
  });

  it.each([201, 203, 206])(
    'takes a new pair that comes with the status %i: the old one is spent',
    async (status) => {
      const simulator = await twitch();
      const rig = loginRig({ kept: grantOf(simulator) });
      await rig.login.start();
      simulator.faults.add({ match: { path: '/auth/token' }, do: { kind: 'answer-as', status }, times: 1 });
      simulator.auth.killAccessTokens();
      await call(rig);
      expect(rig.login.problem).toBeNull();
    },
  );

  it('does not ask in a hurry while renewing fails', async () => {
    const simulator = await twitch();
    const clock = new FakeClock(Date.now());
    const rig = loginRig({ kept: grantOf(simulator, { expiresInS: 3600 }), clock });
    simulator.faults.add(presets.failingRefresh(503));
    await rig.login.start();
    simulator.requests.clear();
    for (let s = 0; s < 20 * 60; s += 5) {
      await clock.advance(5_000);
      await pause(1);
    }
    await pause(50);
    expect(refreshes(simulator)).toBeLessThan(20);
  });

  it('ends at once when Twitch says that its refresh token is invalid', async () => {
    const simulator = await twitch();
    const rig = loginRig({ kept: grantOf(simulator) });
    await rig.login.start();
    simulator.auth.killAccessTokens();
    simulator.auth.killRefreshTokens();
    await expect(call(rig)).rejects.toMatchObject({ code: 'login_expired', fix: 'Connect Twitch again.' });
    expect(rig.login.state).toBe('lost');
    expect(rig.login.channel()).toBeNull();
    await until('the disk', () => rig.vault.kept === null);
    await expect(call(rig)).rejects.toMatchObject({ code: 'login_expired' });
    expect(refreshes(simulator)).toBe(1);
  });

  it('says what to do when Twitch wants a secret', async () => {
    const simulator = await twitch({ confidentialClientIds: ['confidential'] });
    const rig = loginRig({
      kept: { ...grantOf(simulator), clientId: 'confidential' },
      clock: new FakeClock(Date.now()),
    });
    simulator.auth.killAccessTokens();
    await rig.login.start();
    expect(rig.login.problem?.fix).toContain('Public');
    expect(rig.login.state).toBe('connected');
  });

  it('is renewed before it runs out, and checked every hour', async () => {
    const simulator = await twitch();
    const clock = new FakeClock(Date.now());
    const rig = loginRig({ kept: grantOf(simulator), clock });
    await rig.login.start();
    expect(validations(simulator)).toBe(1);
    for (let hour = 1; hour <= 3; hour++) {
      await clock.advance(HOUR);
      await until(`validation ${hour}`, () => validations(simulator) === 1 + hour);
      await pause(20);
    }
    expect(refreshes(simulator)).toBe(0);
    // Twitch goes by its own clock: each time it says four hours from now.
    simulator.auth.killAccessTokens();
    await clock.advance(HOUR);
    await until('a new one for the dead one', () => refreshes(simulator) === 1);
  });

  it.each([
    ['four hours', 14_400, 3 * HOUR + 50 * 60_000],
    ['a short life', 120, 90_000],
  ])('with %s left is renewed in good time', async (_what, expiresInS, dueMs) => {
    const simulator = await twitch();
    const clock = new FakeClock(Date.now());
    const rig = loginRig({ kept: grantOf(simulator, { expiresInS, obtainedAt: clock.now() }), clock });
    // Without Twitch's word the login's own is what counts.
    simulator.faults.add({ match: { path: '/auth/validate' }, do: { kind: 'status', status: 503 } });
    await rig.login.start();
    const steps = 60;
    for (let i = 0; i < steps; i++) {
      await clock.advance((dueMs * 0.9) / steps);
      await pause(1);
    }
    expect(refreshes(simulator)).toBe(0);
    for (let i = 0; i < 20 && refreshes(simulator) === 0; i++) {
      await clock.advance((dueMs * 0.2) / 20);
      await pause(20);
    }
    // One under way is given up when the clock moves on, and tried again.
    await until('the renewal', () => refreshes(simulator) >= 1);
  });

  it('lives on in memory while the disk is full, and is saved when there is room', async () => {
    const simulator = await twitch();
    const clock = new FakeClock(Date.now());
    const rig = loginRig({ kept: grantOf(simulator), clock });
    await rig.login.start();
    rig.vault.beforeWrite = () => Promise.reject(new Error('ENOSPC'));
    simulator.auth.killAccessTokens();
    await call(rig);
    await call(rig);
    expect(rig.login.state).toBe('connected');
    expect(rig.lines.filter((line) => line.includes('could not be saved'))).toHaveLength(1);
    await clock.advance(60_000);
    expect(rig.vault.writes).toEqual([]);
    rig.vault.beforeWrite = () => Promise.resolve();
    await clock.advance(60_000);
    expect(rig.vault.writes).toEqual([rig.login.current()?.accessToken]);
    await clock.advance(HOUR / 2);
    expect(rig.vault.writes).toHaveLength(1);
  });

  it('stays gone when a renewal comes back after the logout', async () => {
    const simulator = await twitch();
    const rig = loginRig({ kept: grantOf(simulator) });
    await rig.login.start();
    simulator.faults.add({ match: { path: '/auth/token' }, do: { kind: 'latency', ms: 50, when: 'after' } });
    simulator.auth.killAccessTokens();
    const late = call(rig).catch(() => undefined);
    await until('the renewal', () => refreshes(simulator) === 1);
    await rig.login.disconnect();
    await late;
    await pause(80);
    expect(rig.login.state).toBe('none');
    expect(rig.vault.kept).toBeNull();
    // And Twitch forgot the late one too.
    expect(simulator.auth.isAuthorized(CLIENT_ID, '12345678')).toBe(false);
  });

  it('lets a renewal finish before the program ends', async () => {
    const simulator = await twitch();
    const rig = loginRig({ kept: grantOf(simulator) });
    await rig.login.start();
    simulator.faults.add({ match: { path: '/auth/token' }, do: { kind: 'latency', ms: 50, when: 'after' } });
    simulator.auth.killAccessTokens();
    const late = call(rig).catch(() => undefined);
    await until('the renewal', () => refreshes(simulator) === 1);
    await rig.login.close();
    await late;
    const again = loginRig({ kept: rig.vault.kept });
    await again.login.start();
    expect(again.login.state).toBe('connected');
    expect(again.login.problem).toBeNull();
  });

  it('notices a withdrawn permission at the hourly check', async () => {
    const simulator = await twitch();
    const clock = new FakeClock(Date.now());
    const rig = loginRig({ kept: grantOf(simulator), clock });
    await rig.login.start();
    simulator.revokeAuthorization();
    await clock.advance(HOUR);
    await until('the end', () => rig.login.state === 'lost');
    expect(rig.login.problem).toMatchObject({ code: 'login_expired', fix: 'Connect Twitch again.' });
  });
});

describe('a token from the environment', () => {
  it('beats the kept login, which survives its end and takes over', async () => {
    const simulator = await twitch();
    const fixed = simulator.issueToken({ clientId: CLIENT_ID }).accessToken;
    const kept = grantOf(simulator);
    const rig = loginRig({ kept, fixedToken: { clientId: CLIENT_ID, accessToken: fixed } });
    await rig.login.start();
    expect(rig.login.current()?.accessToken).toBe(fixed);
    expect(rig.login.channel()?.userDisplayName).toBe('MapleKettle');
    simulator.auth.killAccessTokens(fixed);
    await call(rig);
    expect(rig.login.current()?.accessToken).toBe(kept.accessToken);
    expect(rig.vault.writes).toEqual([]);
  });

  it('that has ended says which one', async () => {
    await twitch();
    const rig = loginRig({ fixedToken: { clientId: CLIENT_ID, accessToken: 'long-since-dead' } });
    await rig.login.start();
    expect(rig.login.state).toBe('lost');
    expect(rig.login.problem?.message).toContain('started with');
  });

  it('of another channel is refused', async () => {
    const simulator = await twitch();
    const fixed = simulator.issueToken({ clientId: CLIENT_ID }).accessToken;
    const rig = loginRig({
      fixedToken: { clientId: CLIENT_ID, accessToken: fixed },
      knownChannel: { userId: '99', userLogin: 'other', userDisplayName: 'Other' },
    });
    await rig.login.start();
    expect(rig.login.state).toBe('lost');
    expect(rig.login.problem?.message).toContain('other');
  });

  it('of another client id is refused', async () => {
    const simulator = await twitch();
    const fixed = simulator.issueToken({ clientId: 'another-app' }).accessToken;
    const rig = loginRig({ fixedToken: { clientId: CLIENT_ID, accessToken: fixed } });
    await rig.login.start();
    expect(rig.login.state).toBe('lost');
    expect(rig.login.problem?.message).toContain('client id');
  });
});
