import { afterEach, describe, expect, it, vi } from 'vitest';
import { Status } from '../../server/channel/status.ts';
import type { Kind } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import type { KindMemory } from '../../server/sync/ports.ts';
import { RoleSync } from '../../server/sync/role-sync.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { app, client } from './app-harness.ts';
import { pause, until } from './harness.ts';

const MINUTE_MS = 60_000;
const CHANNEL = { userId: '1', userLogin: 'streamer', userDisplayName: 'Streamer' };

/** A status of lists that were read just now, on a clock that stands still. */
function rig() {
  const clock = new FakeClock();
  const readAt = (at: number): KindMemory => ({ lastSuccessAt: at, lastAttemptAt: at, error: null });
  const memory: Record<Kind, KindMemory> = {
    subscribers: readAt(clock.now()),
    vips: readAt(clock.now()),
    moderators: readAt(clock.now()),
  };
  const known = {
    made: 0,
    aged: 0,
    memory,
    channel: CHANNEL as typeof CHANNEL | null,
    lostAt: 0,
    unheard: '',
  };
  const status = new Status({
    clock,
    roster: new Roster(),
    settings: { intervalMs: () => 30 * MINUTE_MS, windowMs: 0, minGapMs: 0 },
    login: { channel: () => known.channel, problem: null, isReachable: true },
    sync: {
      running: null,
      get memory() {
        known.made++;
        return memory;
      },
    },
    background: { nextAt: null },
    live: {
      gap: {
        get lostAt() {
          return { subscribers: known.lostAt, vips: known.lostAt, moderators: known.lostAt };
        },
      },
      supervisor: { state: 'live', since: 0, hears: (topic) => topic !== known.unheard },
      stream: { state: { live: null, startedAt: null } },
    },
    clockSkewMs: () => 0,
    isDoubted: () => false,
    warnings: { list: () => [] },
    channel: () => known.channel,
    onAged: () => known.aged++,
  });
  status.renew();
  known.made = 0;
  return { clock, status, known, readAt };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('how fresh the lists are', () => {
  it('is kept: it is not made for whoever reads it', () => {
    const { status, known } = rig();
    for (let i = 0; i < 1_000; i++) expect(status.lists().vips.trust).toBe('fresh');
    expect(known.made).toBe(0);
  });

  it.each([
    ['a list', ({ known, readAt }: ReturnType<typeof rig>) => void (known.memory.vips = readAt(0))],
    ['the login', ({ known }: ReturnType<typeof rig>) => void (known.channel = null)],
    ['the gap', ({ known, clock }: ReturnType<typeof rig>) => void (known.lostAt = clock.now() + 1)],
  ])('is made anew when %s changes', (_what, change) => {
    const made = rig();
    change(made);
    made.status.renew();
    expect(made.known.made).toBeGreaterThan(0);
    expect(made.status.lists().vips.trust).toBe('stale');
  });

  it('grows stale by time, and says so', async () => {
    const { status, known, clock } = rig();
    await clock.advance(60 * MINUTE_MS);
    expect(status.lists().vips.trust).toBe('fresh');
    await clock.advance(1);
    expect(known.aged).toBe(1);
    expect(status.lists().vips.trust).toBe('stale');
  });

  it('grows stale in time though no timer has said so: the computer slept, or its clock was set', () => {
    const { status, clock } = rig();
    const now = clock.now();
    const setTo = (at: number) => vi.spyOn(clock, 'now').mockReturnValue(at);
    setTo(now + 61 * MINUTE_MS);
    expect(status.lists().vips.trust).toBe('stale');
    setTo(now + MINUTE_MS);
    expect(status.lists().vips.trust).toBe('fresh');
    setTo(now - 61 * MINUTE_MS);
    expect(status.lists().vips.trust).toBe('stale');
  });

  it('is live list by list, and says what shows late', () => {
    const { status, known } = rig();
    expect(status.view().message).toBe('Everything is up to date.');
    known.unheard = 'vips';
    status.renew();
    const { kinds, message } = status.view();
    expect([kinds.subscribers.live, kinds.vips.live, kinds.moderators.live]).toEqual([true, false, true]);
    expect(status.lists().vips.live).toBe(false);
    expect(message).toBe(
      'The lists are up to date. New VIPs show with the next sync: Twitch does not tell of them as they happen.',
    );
  });

  it('is not made once by 1,000 checks over the WebSocket', async () => {
    // Who is not logged in gets no news in between.
    const rolecall = await app({ isConnected: false });
    const made = vi.spyOn(RoleSync.prototype, 'memory', 'get');
    await until('quiet', async () => {
      const before = made.mock.calls.length;
      await pause(300);
      return made.mock.calls.length === before;
    });
    made.mockClear();
    const callers = [await client(rolecall), await client(rolecall)]; // one alone would be slowed down
    made.mockClear(); // a client is greeted with the status
    const replies = Array.from({ length: 1_000 }, (_, i) =>
      callers[i % 2]!.call('access.check', { userId: String(500 + i) }),
    );
    for (const { result } of await Promise.all(replies)) {
      expect(result).toMatchObject({ allowed: false, evidence: { stale: true, live: false } });
    }
    expect(made).not.toHaveBeenCalled();
    expect((await callers[0]!.call('sync.status')).result).toMatchObject({ state: 'disconnected' });
    expect(made).toHaveBeenCalled();
  });
});
