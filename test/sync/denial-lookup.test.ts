import { describe, expect, it } from 'vitest';
import { type Denied, DenialLookUp } from '../../server/sync/denial-lookup.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';
import { recordingLog } from './harness.ts';

function denials() {
  const clock = new FakeClock();
  const log = recordingLog();
  const asked: Denied[] = [];
  const made = { clock, log, asked, isOn: true, answer: Promise.resolve() };
  const lookUp = new DenialLookUp({
    clock,
    log,
    isOn: () => made.isOn,
    refresh: (who, source) => {
      expect(source).toBe('access-denial');
      asked.push(who);
      return made.answer;
    },
  });
  return Object.assign(made, { lookUp });
}

const MINUTE = 60_000;

describe('who was denied', () => {
  it('is asked for at once, by id or by name, but only where that is switched on', () => {
    const it = denials();
    it.isOn = false;
    it.lookUp.onDenied({ userId: '1' });
    expect(it.asked).toEqual([]);
    it.isOn = true;
    it.lookUp.onDenied({ userId: '1' });
    it.lookUp.onDenied({ user: 'ann' });
    expect(it.asked).toEqual([{ userId: '1' }, { user: 'ann' }]);
  });

  it('is asked for once in five minutes, however the name is written', async () => {
    const it = denials();
    for (const user of ['Ann', '@ann', ' ANN ']) it.lookUp.onDenied({ user });
    it.lookUp.onDenied({ userId: 'ann' });
    expect(it.asked).toHaveLength(2);
    await it.clock.advance(5 * MINUTE - 1);
    it.lookUp.onDenied({ user: 'ann' });
    expect(it.asked).toHaveLength(2);
    await it.clock.advance(1);
    it.lookUp.onDenied({ user: 'ann' });
    it.lookUp.onDenied({ user: 'ann' });
    expect(it.asked).toHaveLength(3);
  });

  it('is one of ten a minute at most', async () => {
    const it = denials();
    for (let i = 1; i <= 20; i++) it.lookUp.onDenied({ userId: `${i}` });
    expect(it.asked).toHaveLength(10);
    await it.clock.advance(MINUTE - 1);
    it.lookUp.onDenied({ userId: '30' });
    expect(it.asked).toHaveLength(10);
    await it.clock.advance(1);
    for (let i = 31; i <= 50; i++) it.lookUp.onDenied({ userId: `${i}` });
    expect(it.asked).toHaveLength(20);
  });

  it('and could not be asked for is asked for again when the time has come; the log says why', async () => {
    const it = denials();
    it.answer = Promise.reject(new Error('offline'));
    it.lookUp.onDenied({ userId: '1' });
    await flush();
    expect(it.log.lines).toEqual(['[RoleSync] Look-up of a denied viewer failed: Error: offline']);
    await it.clock.advance(5 * MINUTE);
    it.lookUp.onDenied({ userId: '1' });
    expect(it.asked).toHaveLength(2);
    await flush();
  });
});
