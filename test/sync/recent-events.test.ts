import { describe, expect, it } from 'vitest';
import { NO_DETAIL } from '../../server/core/roles.ts';
import { RecentEvents, STANDS_MS } from '../../server/sync/recent-events.ts';
import type { RoleEvent } from '../../server/sync/role-event.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { row } from './harness.ts';

const VIP = row('1');
let sent = 0;
const event = (more: Partial<RoleEvent> = {}): RoleEvent => ({
  kind: 'vips',
  user: VIP.user,
  detail: NO_DETAIL,
  isVague: false,
  stamp: { sentAt: ++sent, messageId: `m${sent}` },
  ...more,
});

function recentEvents() {
  const clock = new FakeClock();
  return { clock, recent: new RecentEvents(clock) };
}

describe('an event that was noted', () => {
  it('is a repeat by its id, and too late by its time', () => {
    const { recent } = recentEvents();
    const first = event();
    const second = event();
    expect([recent.note(first), recent.note(second)]).toEqual([true, true]);
    expect([recent.note(first), recent.note(second)]).toEqual([false, false]);
    const { sentAt } = second.stamp;
    expect(recent.note(event({ stamp: { sentAt: sentAt - 1, messageId: 'late' } }))).toBe(false);
    expect(recent.note(event({ stamp: { sentAt, messageId: 'same time' } }))).toBe(true);
  });

  it('takes little memory, however many come of one viewer', () => {
    const { recent } = recentEvents();
    for (let i = 0; i < 50; i++) recent.note(event());
    expect(recent.get('vips', '1')?.messageIds).toHaveLength(20);
  });

  it('stands for two minutes against what was asked for before', async () => {
    const { recent } = recentEvents();
    recent.note(event());
    const may = (requestedAt: number, userId = '1') => recent.mayDecide('vips', userId, requestedAt, null);
    expect([may(STANDS_MS - 1), may(STANDS_MS), may(0, '2')]).toEqual([false, true, true]);
    expect(recent.mayDecide('moderators', '1', 0, null)).toBe(true);
  });

  it('that could not be stored stands no more, but is still to be asked about; a newer one stands', () => {
    const { recent } = recentEvents();
    const [lost, newer] = [event(), event()];
    recent.note(lost);
    recent.onUnsaved(lost);
    expect(recent.mayDecide('vips', '1', 0, null)).toBe(true);
    recent.onAnswer('vips', '1', 5);
    expect(recent.isVerifying('1')).toBe(true);
    recent.note(newer);
    recent.onUnsaved(lost);
    expect(recent.mayDecide('vips', '1', 10, null)).toBe(false);
  });
});

describe('an answer', () => {
  it('ends the doubt if it was asked for after the event’s time; the event is still known', async () => {
    const { recent, clock } = recentEvents();
    const noted = event();
    recent.note(noted);
    recent.onAnswer('vips', '1', STANDS_MS - 1);
    expect([recent.isVerifying('1'), recent.mayDecide('vips', '1', STANDS_MS - 1, null)]).toEqual([
      true,
      false,
    ]);
    await clock.advance(STANDS_MS);
    recent.onAnswer('vips', '1', STANDS_MS);
    expect(recent.isVerifying('1')).toBe(false);
    expect(recent.get('vips', '1')).toMatchObject({ event: noted, messageIds: [noted.stamp.messageId] });
    recent.prune('vips');
    expect(recent.isEmpty).toBe(true);
  });

  it('counts for more than earlier ones while a list is read, and is not kept otherwise', async () => {
    const { recent } = recentEvents();
    recent.onAnswer('vips', '1', 5);
    expect(recent.isEmpty).toBe(true);
    const reading = recent.begin('vips');
    recent.onAnswer('vips', '1', 5);
    expect([recent.mayDecide('vips', '1', 4, null), recent.mayDecide('vips', '1', 5, null)]).toEqual([
      false,
      true,
    ]);
    reading.end();
    expect(recent.isEmpty).toBe(true);
  });

  it('of before a list that was committed decides nothing, and is not kept', () => {
    const { recent } = recentEvents();
    recent.onList('vips', 100);
    recent.begin('vips');
    recent.onAnswer('vips', '1', 99);
    expect([recent.isEmpty, recent.mayDecide('vips', '1', 99, null)]).toEqual([true, false]);
    recent.onAnswer('vips', '1', 100);
    expect([recent.isEmpty, recent.mayDecide('vips', '1', 100, null)]).toEqual([false, true]);
    expect(recent.mayDecide('moderators', '1', 99, null)).toBe(true);
  });
});

describe('what was learned since', () => {
  it('is told by list and moment', async () => {
    const { recent, clock } = recentEvents();
    recent.note(event());
    await clock.advance(10);
    recent.note(event({ user: row('2').user }));
    expect([...recent.since('vips', 0)]).toEqual(['1', '2']);
    expect([...recent.since('vips', 10)]).toEqual(['2']);
    expect([...recent.since('moderators', 0)]).toEqual([]);
  });
});
