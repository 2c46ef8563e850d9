import { describe, expect, it } from 'vitest';
import { SyncError } from '../../server/sync/ports.ts';
import { forbidden, toSyncError } from '../../server/twitch/errors.ts';
import type { EventType } from '../../server/twitch/event-types.ts';
import type { Listener, ListenerEvents } from '../../server/twitch/listener.ts';
import { EventSubSupervisor } from '../../server/twitch/supervisor.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { recordingLog } from './harness.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NAMES = ['channel.vip.add', 'channel.vip.remove', 'stream.online'] as const;

/** A listener that does what the test says. */
class FakeListener implements Listener {
  isStopped = false;
  /** Types that were asked for after the start, and those given up. */
  readonly asked: EventType[] = [];
  readonly dropped: EventType[] = [];
  onAsk: (type: EventType) => void = () => undefined;
  readonly events: ListenerEvents;
  readonly #onStart: (listener: FakeListener) => void;

  constructor(events: ListenerEvents, onStart: (listener: FakeListener) => void) {
    this.events = events;
    this.#onStart = onStart;
  }
  start(): void {
    this.#onStart(this);
  }
  ask(type: EventType): void {
    this.asked.push(type);
    this.onAsk(type);
  }
  drop(type: EventType): void {
    this.dropped.push(type);
  }
  stop(): void {
    this.isStopped = true;
  }
  /** As Twitch does on a good day. */
  succeed(names: readonly EventType[] = NAMES): void {
    this.events.onConnected();
    this.events.onTraffic();
    this.succeedMore(names);
  }
  succeedMore(names: readonly EventType[]): void {
    for (const name of names) this.events.onSubscribed(name);
  }
}

function rig(onStart: (listener: FakeListener) => void = (listener) => listener.succeed()) {
  const clock = new FakeClock();
  const listeners: FakeListener[] = [];
  const told = {
    lost: 0,
    live: 0,
    revoked: 0,
    states: [] as string[],
    heard: [] as EventType[],
    unheard: [] as EventType[],
  };
  const { log, lines } = recordingLog();
  const made = {
    clock,
    listeners,
    told,
    lines,
    onStart,
    /** When each connect happened, ms since the start. */
    connects: [] as number[],
    now: (): FakeListener => listeners.at(-1) as FakeListener,
    supervisor: new EventSubSupervisor({
      clock,
      log,
      random: () => 0.5,
      create: (events) => {
        const listener = new FakeListener(events, (it) => made.onStart(it));
        listeners.push(listener);
        made.connects.push(clock.monotonic());
        return listener;
      },
      onChange: () => {
        const { state } = made.supervisor;
        if (state === told.states.at(-1)) return;
        told.states.push(state);
        if (state === 'live') told.live++;
      },
      onHeard: (type) => told.heard.push(type),
      onUnheard: (types) => {
        told.lost++;
        told.unheard.push(...types);
      },
      onRevoked: () => told.revoked++,
    }),
  };
  return made;
}

/** The most connects within any minute. */
function busiestMinute(connects: readonly number[]): number {
  return Math.max(...connects.map((at) => connects.filter((b) => b >= at && b < at + MINUTE).length));
}

/** Time goes by and Twitch says now and then that it is there. */
async function pass(made: ReturnType<typeof rig>, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10 * SECOND) {
    await made.clock.advance(10 * SECOND);
    if (!made.now().isStopped) made.now().events.onTraffic();
  }
}

const refuseVips = ({ events }: FakeListener): void => {
  events.onSubscribeFailed('channel.vip.add', forbidden());
  events.onSubscribeFailed('channel.vip.remove', forbidden());
};

const unavailable = new SyncError('twitch_unavailable', 'Twitch has a problem of its own.');

describe('the supervisor of the event connection', () => {
  it('is live once every subscription stands', async () => {
    const { supervisor, told, now, clock } = rig(() => undefined);
    supervisor.start(NAMES);
    expect(supervisor.state).toBe('connecting');
    now().succeed(NAMES.slice(1));
    expect(supervisor.state).toBe('connecting');
    now().events.onSubscribed('channel.vip.add');
    expect(supervisor.state).toBe('live');
    await clock.advance(10 * SECOND);
    expect(told).toMatchObject({ live: 1, lost: 0, states: ['connecting', 'live'] });
  });

  it('throws away a connection without a welcome', async () => {
    const { supervisor, listeners, clock } = rig(() => undefined);
    supervisor.start(NAMES);
    listeners[0]?.events.onConnected();
    await clock.advance(29 * SECOND);
    expect(listeners).toHaveLength(1);
    await clock.advance(3 * SECOND);
    expect(listeners).toHaveLength(2);
    expect(listeners[0]?.isStopped).toBe(true);
  });

  it.each<[string, (listener: FakeListener) => void]>([
    ['that is refused', ({ events }) => events.onDisconnected('refused')],
    ['that opens and closes', ({ events }) => (events.onConnected(), events.onDisconnected('[4003]'))],
    ['that is live and drops', (it) => (it.succeed(), it.events.onDisconnected('[1006]'))],
    ['that talks nonsense', ({ events }) => (events.onConnected(), events.onGarbage())],
    ['that goes in circles', ({ events }) => (events.onConnected(), events.onConnected())],
    ['that is revoked', (it) => (it.succeed(), it.events.onRevoked('stream.online', 'user_removed'))],
  ])('never makes more than a handful of connects a minute: one %s', async (_what, misbehave) => {
    const { supervisor, listeners, connects, clock } = rig(misbehave);
    supervisor.start(NAMES);
    await clock.advance(3 * HOUR);
    expect(busiestMinute(connects)).toBeLessThanOrEqual(5);
    // And it never gives up, nor forgets to close what it leaves.
    expect(connects.at(-1)).toBeGreaterThan(3 * HOUR - 3 * MINUTE);
    expect(listeners.filter((listener) => !listener.isStopped).length).toBeLessThanOrEqual(1);
  });

  it('starts small again after five good minutes', async () => {
    const made = rig(({ events }) => events.onDisconnected('x'));
    made.supervisor.start(NAMES);
    await made.clock.advance(10 * MINUTE);
    made.onStart = (listener) => listener.succeed();
    await pass(made, 3 * MINUTE);
    expect(made.supervisor.state).toBe('live');
    await pass(made, 6 * MINUTE);
    const { length } = made.connects;
    made.now().events.onDisconnected('[1006]');
    expect(made.supervisor.state).toBe('down');
    expect(made.told.lost).toBe(1);
    await made.clock.advance(2 * SECOND);
    expect(made.connects).toHaveLength(length + 1);
    expect(made.told.live).toBe(2);
  });

  it('tries a type that fails again, ever later, and is live with the others', async () => {
    const made = rig((listener) => {
      listener.succeed(NAMES.slice(1));
      listener.onAsk = (type) => listener.events.onSubscribeFailed(type, unavailable);
      listener.events.onSubscribeFailed('channel.vip.add', unavailable);
    });
    made.supervisor.start(NAMES);
    expect(made.supervisor.state).toBe('live');
    await pass(made, 10 * MINUTE);
    expect(made.listeners).toHaveLength(1);
    expect(made.supervisor.hears('vips')).toBe(false);
    expect([...made.supervisor.refused.keys()]).toEqual(['channel.vip.add']);
    const tries = made.now().asked.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(15);
    made.now().events.onSubscribed('channel.vip.add');
    expect(made.supervisor.hears('vips')).toBe(true);
    expect(made.supervisor.refused.size).toBe(0);
    expect(made.told).toMatchObject({ live: 1, lost: 0 });
    expect(made.told.heard.at(-1)).toBe('channel.vip.add');
  });

  it('starts over if not one subscription is accepted', async () => {
    const made = rig((listener) => {
      listener.events.onConnected();
      listener.onAsk = (type) => listener.events.onSubscribeFailed(type, unavailable);
      for (const name of NAMES) listener.events.onSubscribeFailed(name, unavailable);
    });
    made.supervisor.start(NAMES);
    await made.clock.advance(40 * SECOND);
    expect(made.listeners.length).toBeGreaterThan(1);
    expect(busiestMinute(made.connects)).toBeLessThanOrEqual(5);
  });

  it.each([
    ['what is forbidden at most once an hour', 403, 60],
    ['what Twitch has no more at most once an hour', 410, 60],
    ['what it does not understand with growing pauses', 400, 0.05],
  ])('asks again for %s, and loses nothing else', async (_what, status, leastMinutes) => {
    const refusal = toSyncError({ status, message: 'no', resetAt: null }, 0);
    const at: number[] = [];
    const made = rig((listener) => {
      listener.succeed(NAMES.slice(1));
      listener.onAsk = (type) => {
        at.push(made.clock.monotonic());
        listener.events.onSubscribeFailed(type, refusal);
      };
      listener.events.onSubscribeFailed('channel.vip.add', refusal);
    });
    made.supervisor.start(NAMES);
    await pass(made, 6 * HOUR);
    const pauses = at.map((time, i) => time - (at[i - 1] ?? 0));
    expect(pauses.length).toBeGreaterThan(2);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(leastMinutes * MINUTE * 0.75);
    expect(pauses.at(-1)).toBeGreaterThan(45 * MINUTE);
    expect(made.told).toMatchObject({ live: 1, lost: 0 });
    expect(made.listeners).toHaveLength(1);
  });

  it('asks for one more type on the open connection, and gives one up', () => {
    const made = rig();
    made.supervisor.start(NAMES);
    made.supervisor.want([...NAMES, 'channel.ban', 'channel.unban']);
    expect(made.now().asked).toEqual(['channel.ban', 'channel.unban']);
    expect(made.supervisor.hears('bans')).toBe(false);
    expect(made.supervisor.hears('vips')).toBe(true);
    made.now().succeedMore(['channel.ban', 'channel.unban']);
    expect(made.supervisor.hears('bans')).toBe(true);
    made.supervisor.want(NAMES);
    expect(made.now().dropped).toEqual(['channel.ban', 'channel.unban']);
    expect(made.supervisor.hears('bans')).toBe(false);
    expect(made.told).toMatchObject({ live: 1, lost: 0 });
  });

  it('listens on while it connects anew with other permissions of the same login', () => {
    const made = rig();
    made.supervisor.start(NAMES);
    const before = made.now();
    made.onStart = () => undefined;
    made.supervisor.start([...NAMES, 'channel.ban'], true);
    expect(made.supervisor.state).toBe('live');
    expect(made.supervisor.hears('vips')).toBe(true);
    expect(before.isStopped).toBe(false);
    made.now().succeed([...NAMES, 'channel.ban']);
    expect(before.isStopped).toBe(true);
    expect(made.told).toMatchObject({ live: 1, lost: 0 });
    expect(made.told.heard).toEqual([...NAMES, 'channel.ban']);
  });

  it.each<[string, (before: FakeListener, now: FakeListener) => void]>([
    ['the old connection ends first', (before) => before.events.onDisconnected('x')],
    ['the new one does not come', (_, now) => now.events.onDisconnected('x')],
    ['the new one gets less', (_, now) => (now.succeed(['stream.online']), refuseVips(now))],
  ])('says what is missed where %s', (_what, misbehave) => {
    const made = rig();
    made.supervisor.start(NAMES);
    const before = made.now();
    made.onStart = () => undefined;
    made.supervisor.start(NAMES, true);
    misbehave(before, made.now());
    expect(made.supervisor.hears('vips')).toBe(false);
    expect(made.told.unheard).toEqual(expect.arrayContaining(['channel.vip.add', 'channel.vip.remove']));
    expect(before.isStopped).toBe(true);
  });

  it('loses one type where Twitch ends one, and keeps the connection', () => {
    const made = rig();
    made.supervisor.start(NAMES);
    made.now().events.onRevoked('channel.vip.add', 'version_removed');
    expect(made.supervisor.state).toBe('live');
    expect(made.supervisor.hears('vips')).toBe(false);
    expect(made.told).toMatchObject({ lost: 1, unheard: ['channel.vip.add'], revoked: 0 });
    expect(made.listeners).toHaveLength(1);
  });

  it('waits long if Twitch allows nothing at all', async () => {
    const made = rig((listener) => {
      listener.events.onConnected();
      for (const name of NAMES) listener.events.onSubscribeFailed(name, forbidden());
    });
    made.supervisor.start(NAMES);
    expect(made.supervisor.state).toBe('down');
    expect(made.told.live).toBe(0);
    await made.clock.advance(HOUR);
    expect(made.connects.length).toBeLessThanOrEqual(3);
  });

  it('has the login checked when Twitch withdraws it, and begins anew if the login is well', async () => {
    const made = rig();
    made.supervisor.start(NAMES);
    for (const name of NAMES) made.now().events.onRevoked(name, 'authorization_revoked');
    expect(made.told).toMatchObject({ revoked: 1, lost: 1 });
    await made.clock.advance(10 * SECOND);
    expect(made.supervisor.state).toBe('live');
    expect(made.listeners).toHaveLength(2);
  });

  it('begins anew after the computer slept', async () => {
    const made = rig();
    made.supervisor.start(NAMES);
    await made.clock.advance(5 * SECOND);
    // Timers stood still for three hours, the wall clock did not.
    made.clock.setBack(-3 * HOUR);
    await made.clock.advance(10 * SECOND);
    expect(made.lines.join()).toContain('slept for 180 min');
    expect(made.told.lost).toBe(1);
    expect(made.told.live).toBe(2);
    expect(made.supervisor.state).toBe('live');
  });

  it('does not mind a clock that is put right', async () => {
    const made = rig();
    made.supervisor.start(NAMES);
    made.clock.setBack(5 * HOUR);
    await made.clock.advance(30 * SECOND);
    made.now().events.onTraffic();
    expect(made.listeners).toHaveLength(1);
  });

  it('begins anew when nothing comes any more, not even that Twitch is there', async () => {
    const made = rig();
    made.supervisor.start(NAMES);
    await made.clock.advance(55 * SECOND);
    expect(made.listeners).toHaveLength(1);
    await made.clock.advance(30 * SECOND);
    expect(made.listeners).toHaveLength(2);
    expect(made.told.lost).toBe(1);
  });

  it('leaves nothing behind when stopped, whatever it was doing', async () => {
    const ways: ((listener: FakeListener) => void)[] = [
      () => undefined,
      (it) => it.succeed(),
      ({ events }) => events.onDisconnected('x'),
      ({ events }) => events.onSubscribeFailed('stream.online', unavailable),
      ({ events }) => events.onSubscribeFailed('stream.online', forbidden()),
    ];
    for (const way of ways) {
      const made = rig(way);
      made.supervisor.start(NAMES);
      await made.clock.advance(500);
      made.supervisor.stop();
      expect(made.clock.timers).toBe(0);
      expect(made.supervisor.state).toBe('off');
      expect(made.listeners.every((listener) => listener.isStopped)).toBe(true);
      // A late word of a listener that was thrown away changes nothing.
      made.now().succeed();
      expect(made.supervisor.state).toBe('off');
      expect(made.clock.timers).toBe(0);
    }
  });
});
