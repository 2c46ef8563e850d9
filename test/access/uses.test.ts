import { describe, expect, it } from 'vitest';
import { Cooldowns } from '../../server/access/cooldowns.ts';
import { ANY_FEATURE, type Uses } from '../../server/access/ports.ts';
import { EVERYONE, NO_COOLDOWN, type Policy } from '../../server/core/policy.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { AccessRig } from './harness.ts';

const rules = (cooldown: Partial<typeof NO_COOLDOWN>): Policy => ({
  tts: { ...EVERYONE, cooldown: { ...NO_COOLDOWN, ...cooldown } },
});
const rigWith = (cooldown: Partial<typeof NO_COOLDOWN>, uses?: Uses, clock = new FakeClock()): AccessRig => {
  const rig = new AccessRig(uses ? { uses, clock } : { clock });
  rig.policy = rules(cooldown);
  return rig;
};

/** Cooldowns alone, and what they save. */
function cooldownsOf(policy: Policy, clock = new FakeClock(), loaded: Uses = {}) {
  const saved: Uses[] = [];
  const store = { load: () => loaded, save: async (uses: Uses) => void saved.push(uses) };
  const cooldowns = new Cooldowns({ store, clock, policy: () => policy, isClockRight: () => true });
  return { cooldowns, clock, saved };
}

describe('uses that are deleted', () => {
  it('keep nobody waiting, and are not on the disk any more', async () => {
    const rig = rigWith({ userMs: 60_000, globalMs: 60_000 });
    rig.check({ user: 'ann', consume: true });
    await rig.clock.advance(5_000);
    expect(Object.keys(rig.uses)).toEqual(['tts']);
    rig.cooldowns.forget();
    expect([rig.check({ user: 'ann' }).allowed, rig.check({ user: 'bob' }).allowed]).toEqual([true, true]);
    await rig.clock.advance(0);
    expect(rig.uses).toEqual({});
  });
});

describe('a clock that is set back', () => {
  it.each([{ userMs: 60_000 }, { globalMs: 60_000 }])(
    'makes nobody wait for longer: %j',
    async (cooldown) => {
      const rig = rigWith(cooldown);
      rig.check({ user: 'ann', consume: true });
      rig.clock.setBack(3_600_000);
      expect(rig.check({ user: 'ann' }).retryAfterMs).toBe(60_000);
      await rig.clock.advance(59_999);
      expect(rig.check({ user: 'ann' }).retryAfterMs).toBe(1);
      await rig.clock.advance(1);
      expect(rig.check({ user: 'ann' }).allowed).toBe(true);
    },
  );

  it('makes nobody wait who never used anything', () => {
    const { cooldowns, clock } = cooldownsOf(rules({ userMs: 60_000 }));
    cooldowns.use('tts', '1', clock.now());
    expect(cooldowns.lastUserUseAt('tts', '2', clock.now() - 1)).toBeNull();
    expect(cooldowns.lastUserUseAt('other', '1', clock.now() - 1)).toBeNull();
    expect(cooldowns.lastUseAt('other', clock.now())).toBeNull();
  });
});

describe('when it is not known who used what', () => {
  const lost = (at: number): Uses => ({ [ANY_FEATURE]: { lastUseAt: at, byViewer: [] } });

  it('everybody waits as if they just had, by both cooldowns, and then no longer', async () => {
    for (const cooldown of [{ userMs: 60_000 }, { globalMs: 60_000 }]) {
      const clock = new FakeClock();
      const rig = rigWith(cooldown, lost(clock.now()), clock);
      expect(rig.check({ user: 'ann' }).retryAfterMs).toBe(60_000);
      await rig.clock.advance(60_000);
      expect(rig.check({ user: 'ann' }).allowed).toBe(true);
    }
  });

  it('the later of that and of a use counts', async () => {
    const { cooldowns, clock } = cooldownsOf(rules({ userMs: 60_000 }), new FakeClock(1_000), lost(500));
    expect([cooldowns.lastUseAt('tts', 1_000), cooldowns.lastUserUseAt('tts', '1', 1_000)]).toEqual([
      500, 500,
    ]);
    cooldowns.use('tts', '1', clock.now());
    expect([cooldowns.lastUseAt('tts', 1_000), cooldowns.lastUserUseAt('tts', '1', 1_000)]).toEqual([
      1_000, 1_000,
    ]);
    const later = cooldownsOf(rules({}), new FakeClock(1_000), {
      ...lost(900),
      tts: { lastUseAt: 1, byViewer: [['1', 1]] },
    });
    expect(later.cooldowns.lastUserUseAt('tts', '1', 1_000)).toBe(900);
  });

  it('it is kept for as long as the longest cooldown', async () => {
    const clock = new FakeClock();
    const rig = rigWith({ userMs: 60_000, globalMs: 90_000 }, lost(clock.now()), clock);
    await rig.clock.advance(89_999);
    rig.cooldowns.tidy();
    expect(rig.cooldowns.lastUseAt('tts', rig.clock.now())).not.toBeNull();
    await rig.clock.advance(1);
    rig.cooldowns.tidy();
    expect(rig.cooldowns.lastUseAt('tts', rig.clock.now())).toBeNull();
  });
});

describe('what is kept of uses', () => {
  it('is at most that of fifty thousand viewers; the longest ago are let off', () => {
    const { cooldowns, clock } = cooldownsOf(rules({ userMs: 60_000 }));
    const now = clock.now();
    for (let i = 0; i < 50_000; i++) cooldowns.use('tts', `${i}`, now);
    cooldowns.use('tts', '0', now);
    expect(cooldowns.lastUserUseAt('tts', '1', now)).toBe(now);
    cooldowns.use('tts', 'one more', now);
    expect(cooldowns.lastUserUseAt('tts', '1', now)).toBeNull();
    expect(cooldowns.lastUserUseAt('tts', '0', now)).toBe(now);
  });

  it('is dropped when it matters no more, exact to the millisecond', async () => {
    const { cooldowns, clock } = cooldownsOf(rules({ userMs: 60_000, globalMs: 1 }));
    cooldowns.use('tts', '1', clock.now());
    await clock.advance(59_999);
    cooldowns.tidy();
    expect(cooldowns.lastUserUseAt('tts', '1', clock.now())).not.toBeNull();
    await clock.advance(1);
    cooldowns.tidy();
    expect(cooldowns.lastUserUseAt('tts', '1', clock.now())).toBeNull();
    expect(cooldowns.lastUseAt('tts', clock.now())).not.toBeNull();
  });

  it('is nothing of a feature that is gone or has no cooldown any more', async () => {
    for (const policy of [{}, rules({})]) {
      const { cooldowns, clock, saved } = cooldownsOf(policy);
      cooldowns.use('tts', '1', clock.now());
      await cooldowns.close();
      expect(saved).toEqual([{}]);
    }
  });

  it('is all of it while the clock is not known to be right', async () => {
    const rig = rigWith({ userMs: 1_000 });
    rig.check({ user: 'ann', consume: true });
    rig.isClockRight = false;
    await rig.clock.advance(5_000);
    expect(rig.uses['tts']?.byViewer).toHaveLength(1);
  });

  it('is written once, and not at all where nothing was used', async () => {
    const { cooldowns, clock, saved } = cooldownsOf(rules({ userMs: 60_000 }));
    await cooldowns.close();
    expect(saved).toEqual([]);
    cooldowns.use('tts', '1', clock.now());
    cooldowns.use('tts', '2', clock.now());
    await cooldowns.close();
    await clock.advance(5_000);
    expect(saved).toHaveLength(1);
  });
});
