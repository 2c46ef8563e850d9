// @vitest-environment happy-dom
import { html, render } from 'lit/html.js';
import { describe, expect, it } from 'vitest';
import { badgePill, type PillView } from '../../overlay/components/badge/pill.ts';
import { DEFAULT_BADGE, parseBadgeOptions } from '../../overlay/lib/format/badge-options.ts';
import { type BadgeFacts, badgeWords, isTtsOff } from '../../overlay/lib/format/badge-words.ts';
import type * as Words from '../../overlay/lib/format/badge-words.ts';
import type * as Line from '../../overlay/lib/state/reward-line.ts';
import { cheapestOf, type Reward } from '../../overlay/lib/state/reward-line.ts';
import { fitSource } from '../../overlay/lib/state/fit-source.ts';
import * as later from '../../overlay/pages/badge/later.ts';
import { type AllowRules, type FeaturePolicy, PRESETS } from '../../server/core/policy.ts';
import { decisionOf } from '../support/decisions.ts';
import { inLanguage } from '../support/in-language.ts';
import { statusOf } from '../support/fake-rolecall.ts';

const LIMITED: FeaturePolicy = PRESETS.limited['tts']!;
const rulesOf = (allow: Partial<AllowRules>, more: Partial<FeaturePolicy> = {}): FeaturePolicy => ({
  ...LIMITED,
  allow: { ...LIMITED.allow, ...allow },
  ...more,
});
const NOBODY = { subscribers: null, vips: false, moderators: false, followers: null };
const factsOf = (facts: Partial<BadgeFacts> = {}): BadgeFacts => ({
  state: 'fresh',
  status: statusOf(),
  rules: LIMITED,
  ...facts,
});
const lostRules = statusOf({
  warnings: [{ code: 'rules_unknown', message: '', fix: '', at: '2026-01-01T00:00:00.000Z' }],
});

describe('the badge says', () => {
  it.each<[Partial<BadgeFacts>, string, string]>([
    [{}, 'TTS: subs · VIPs · mods', 'TTS: Abos · VIPs · Mods'],
    [{ rules: rulesOf({ ...NOBODY, vips: true }) }, 'TTS: VIPs', 'TTS: VIPs'],
    [
      { rules: rulesOf({ ...NOBODY, subscribers: { minTier: '2000', gifted: true } }) },
      'TTS: subs tier 2+',
      'TTS: Abos ab Stufe 2',
    ],
    [{ rules: rulesOf({ ...NOBODY, followers: { minDays: 7 } }) }, 'TTS: followers', 'TTS: Follower'],
    [{ rules: rulesOf(NOBODY) }, 'TTS: invited', 'TTS: Eingeladene'],
    [{ rules: rulesOf({ everyone: true }) }, 'TTS: everyone', 'TTS: alle'],
    [{ rules: rulesOf({}, { enabled: false }) }, 'TTS off', 'TTS aus'],
    [{ status: lostRules }, 'TTS off', 'TTS aus'],
    [{ state: 'stale' }, 'TTS: old list', 'TTS: alte Liste'],
    [{ state: 'partial' }, 'TTS: partly old list', 'TTS: Liste teils alt'],
    [{ state: 'failed' }, 'TTS: no new list', 'TTS: keine neue Liste'],
    [{ state: 'disconnected' }, 'TTS: no Twitch', 'TTS: kein Twitch'],
    [{ state: 'away' }, 'TTS: closed', 'TTS: geschlossen'],
    [{ state: 'syncing' }, 'TTS: subs · VIPs · mods', 'TTS: Abos · VIPs · Mods'],
    // Lists decide nothing here; that Rolecall is gone does.
    [{ state: 'stale', rules: rulesOf({ everyone: true }) }, 'TTS: everyone', 'TTS: alle'],
    [{ state: 'failed', rules: rulesOf({}, { enabled: false }) }, 'TTS off', 'TTS aus'],
    [{ state: 'away', rules: rulesOf({}, { enabled: false }) }, 'TTS: closed', 'TTS: geschlossen'],
    // A token that may only look is told no rules: nothing is made up.
    [{ rules: null }, 'TTS', 'TTS'],
    [{ rules: null, state: 'stale' }, 'TTS: old list', 'TTS: alte Liste'],
  ])('for %#', async (facts, en, de) => {
    const german = await inLanguage<typeof Words>('de', 'overlay/lib/format/badge-words.ts');
    const said = [badgeWords, german.badgeWords].map((words) => words(factsOf(facts), DEFAULT_BADGE));
    expect(said).toEqual([en, de]);
  });

  it('the words that the address brings', () => {
    const options = { label: 'Voice', on: 'Subs may speak', off: 'Be quiet' };
    const say = (facts: Partial<BadgeFacts>) => badgeWords(factsOf(facts), options);
    expect(say({})).toBe('Subs may speak');
    expect(say({ rules: rulesOf({}, { enabled: false }) })).toBe('Be quiet');
    expect(say({ state: 'stale' })).toBe('Voice: old list');
    expect(badgeWords(factsOf(), { ...options, on: '' })).toBe('Voice: subs · VIPs · mods');
  });

  it('the three lists once: the counts name them too, but no others', () => {
    expect(badgeWords(factsOf(), DEFAULT_BADGE, false)).toBe('TTS');
    const vips = factsOf({ rules: rulesOf({ ...NOBODY, vips: true }) });
    expect(badgeWords(vips, DEFAULT_BADGE, false)).toBe('TTS: VIPs');
    const tier = factsOf({ rules: rulesOf({ subscribers: { minTier: '3000', gifted: true } }) });
    expect(badgeWords(tier, DEFAULT_BADGE, false)).toBe('TTS: subs tier 3+ · VIPs · mods');
  });
});

it('a card of a member of another platform never says no', () => {
  const box = document.createElement('div');
  const decision = decisionOf({ name: 'TeaPot', reason: 'member' });
  const deck = new later.CardDeck({ ...DEFAULT_BADGE, lang: 'en' }, () => undefined);
  deck.add(decision);
  render(html`${later.badgeCards(deck.cards, false)}`, box);
  expect(box.querySelector('[part=card-reason]')?.textContent.trim()).toBe('Member');
});

describe('how to get time', () => {
  const reward = (cost: number, more: Partial<Reward> = {}): Reward => ({
    rewardId: String(cost),
    title: 'x',
    own: true,
    link: { feature: 'tts', minutes: 10 },
    twitch: { prompt: '', cost, enabled: true, paused: false },
    ...more,
  });
  const notNow = [{ enabled: false }, { paused: true }].map((change, index) =>
    reward(index, { twitch: { ...reward(index).twitch!, ...change } }),
  );

  it('is the cheapest reward that can be redeemed for it now', async () => {
    const others = [
      ...notNow,
      reward(3, { twitch: null }),
      reward(4, { link: null }),
      reward(5, { link: { feature: 'song-request', minutes: 1 } }),
    ];
    expect(cheapestOf([...others, reward(9_000), reward(1_500)])).toBe('1,500 points = 10 min');
    const german = await inLanguage<typeof Line>('de', 'overlay/lib/state/reward-line.ts');
    expect(german.cheapestOf([reward(1_500)])).toBe('1.500 Punkte = 10 Min.');
    expect(cheapestOf(others)).toBe('');
  });
});

describe('the pill', () => {
  const draw = (search: string, view: Partial<PillView> = {}): HTMLElement => {
    const box = document.createElement('div');
    const facts = factsOf(view);
    const options = parseBadgeOptions(search);
    render(html`${badgePill({ now: Date.now(), how: '', later, ...facts, ...view, options })}`, box);
    return box;
  };
  const has = (box: HTMLElement, part: string) => box.querySelector(`[part~=${part}]`) !== null;

  it('has a dot for the freshness, and a sign too where something is wrong', () => {
    expect(has(draw(''), 'mark')).toBe(true);
    expect(draw('').querySelector('.glyph')).toBeNull();
    for (const state of ['stale', 'partial', 'failed'] as const)
      expect(draw('', { state }).querySelector('.glyph')).not.toBeNull();
  });

  it('shows no freshness of what is switched off', () => {
    const off = { rules: rulesOf({}, { enabled: false }) };
    expect(isTtsOff(factsOf(off))).toBe(true);
    expect(has(draw('', off), 'mark')).toBe(false);
    expect(draw('?words=none', off).querySelectorAll('svg')).toHaveLength(1);
  });

  it('without words names the lists by their icons', () => {
    const box = draw('?words=none', { rules: rulesOf({ moderators: false }) });
    expect(has(box, 'subscribers-icon') && has(box, 'vips-icon')).toBe(true);
    expect(has(box, 'moderators-icon')).toBe(false);
    expect(box.textContent.trim()).toBe('');
  });

  it('says how to get time on a line of its own', () => {
    expect(draw('?parts=state,how', { how: '5 = 1' }).querySelector('[part=how]')?.textContent).toBe('5 = 1');
    expect(has(draw('?parts=state,how'), 'how')).toBe(false);
  });
});

describe('the source', () => {
  /** What the browser would measure at full size. @param zoom of OBS */
  function fitIn(source: [number, number], shown: [number, number], zoom = 1, size = 1) {
    const badge = document.createElement('div');
    badge.style.cssText = 'padding: 4px; font-size: 22px';
    document.body.append(badge);
    Object.defineProperties(badge, { clientWidth: { value: source[0] }, clientHeight: { value: source[1] } });
    const pill = { offsetWidth: shown[0], offsetHeight: shown[1] } as HTMLElement;
    Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: zoom });
    fitSource(badge, pill, size);
    const valueOf = (name: string) => Number(badge.style.getPropertyValue(name));
    return { scale: valueOf('--scale'), fit: valueOf('--fit'), isLow: badge.hasAttribute('low') };
  }

  it.each([
    [[400, 80], [352, 44], 1],
    [[200, 40], [352, 44], 192 / 352],
    [[200, 20], [100, 44], 12 / 44],
    [[800, 200], [352, 44], 1],
  ] as const)('of %j makes a pill of %j smaller, never larger', ([w, h], [pw, ph], fit) => {
    expect(fitIn([w, h], [pw, ph]).fit).toBeCloseTo(fit);
  });

  it('has room for a card below the pill, or only in its place', () => {
    expect(fitIn([800, 200], [352, 44]).isLow).toBe(false);
    expect(fitIn([400, 80], [352, 44]).isLow).toBe(true);
  });

  it('is no smaller for a zoom of OBS, and no larger on a fine screen', () => {
    expect(fitIn([800, 160], [352, 44], 0.5).scale).toBe(2);
    expect(fitIn([200, 40], [352, 44], 2).scale).toBe(1);
    expect(fitIn([400, 80], [352, 44], 1, 1.5).scale).toBe(1.5);
  });
});
