// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { noticeOfClock, noticeOfForeignRewards } from '../../server/channel/notices.ts';
import { WARNING_CODES, type WarningCode } from '../../server/core/warnings.ts';
import { MISTAKE_CODES } from '../../server/protocol/diagnostics-actions.ts';
import { TroubleBar, type TroubleEvent } from '../../overlay/components/trouble-bar.ts';
import { lateKinds, toldLate } from '../../overlay/lib/format/late-kinds.ts';
import { troubleOfQuestion, wordsOf } from '../../overlay/lib/format/mistakes.ts';
import { type Place, type Trouble, troublesOf } from '../../overlay/lib/format/troubles.ts';
import { warningFacts } from '../../overlay/lib/format/warning-facts.ts';
import { type Language, LANGUAGES } from '../../server/core/languages.ts';
import type { mistakeTexts } from '../../overlay/lib/texts/en/mistakes.ts';
import type { warningTexts } from '../../overlay/lib/texts/en/warnings.ts';
import { inLanguage } from '../support/in-language.ts';
import { statusOf } from '../support/fake-rolecall.ts';
import { warningOf } from '../support/warnings.ts';
import { notLive, questionsOf } from '../e2e/states.ts';

afterEach(() => document.body.replaceChildren());

const of = (codes: readonly string[], place: Place = 'dock'): Trouble[] =>
  troublesOf(statusOf({ warnings: codes.map((code) => warningOf(code)) }), place);
const labels = ({ acts }: Trouble): string[] => acts.map(({ label }) => label);
const FACTS = {
  files: 'settings.json',
  count: 12,
  titles: ['Talk'],
  channel: 'My_Bot',
  version: '1.2.3',
  late: ['vips'],
} as const;
const NOTHING = { files: null, count: null, titles: [], channel: null, version: null, late: [] } as const;

type Warnings = { warningTexts: typeof warningTexts };
type Mistakes = { mistakeTexts: typeof mistakeTexts };
const textsIn = async (lang: Language) => ({
  ...(await inLanguage<Warnings>(lang, `overlay/lib/texts/${lang}/warnings.ts`)),
  ...(await inLanguage<Mistakes>(lang, `overlay/lib/texts/${lang}/mistakes.ts`)),
});
const all = await Promise.all(LANGUAGES.map(async (lang) => ({ lang, ...(await textsIn(lang)) })));

describe.each(all)('in $lang', ({ warningTexts, mistakeTexts }) => {
  it.each(WARNING_CODES)('%s is said in whole sentences, also where nothing more is known', (code) => {
    for (const facts of [FACTS, NOTHING]) {
      const words = warningTexts.words[code](facts);
      expect(words).toHaveLength(2);
      for (const sentence of words) {
        expect(sentence).toMatch(/^["“„\p{Lu}\d\w].*[.?]$/u);
        expect(sentence).not.toMatch(/null|undefined|NaN|\[object|^\W*$/);
      }
    }
  });

  it.each(MISTAKE_CODES)('a question that was wrong by %s is explained', (code) => {
    const [what, fix] = mistakeTexts.mistakes[code]('platform');
    expect(what).toMatch(/\w{3}/);
    expect(fix).toMatch(/\w{3}.*\.$/);
    expect(mistakeTexts.asked('Streamer.bot', 3, what)).toContain(what);
  });
});

it('only what can be said has words, and the other languages’ words are others', () => {
  for (const { warningTexts } of all)
    expect(Object.keys(warningTexts.words).sort()).toEqual([...WARNING_CODES].sort());
  for (const code of WARNING_CODES)
    for (const at of [0, 1])
      expect(new Set(all.map(({ warningTexts }) => warningTexts.words[code](FACTS)[at])).size).toBe(
        all.length,
      );
});

describe('names and numbers', () => {
  const factsIn = (message: string) => warningFacts(message, statusOf());

  it('are those of the server’s own sentences', () => {
    expect(factsIn(noticeOfClock(14 * 60_000)!.message).count).toBe(14);
    expect(factsIn(noticeOfForeignRewards(['Talk', 'Sing 2x'])!.message).titles).toEqual(['Talk', 'Sing 2x']);
    expect(factsIn(warningOf('grants_waiting').message).count).toBe(12);
    expect(factsIn(warningOf('mutes_lost').message)).toMatchObject({ count: 3, files: 'access.ndjson' });
  });

  it('not the name that a damaged file is kept under', () => {
    expect(factsIn(warningOf('file_restored').message).files).toBe('settings.json');
    expect(factsIn('settings.copy.json was missing. tokens.json was damaged.').files).toBe(
      'settings.copy.json, tokens.json',
    );
  });

  it('the last, where more was told later', () => {
    expect(factsIn('3 permissions and grants … 12 permissions and grants …').count).toBe(12);
    expect(factsIn('It says nothing.')).toEqual({ ...NOTHING, channel: 'Some_Channel' });
  });
});

describe('each warning has its button', () => {
  it.each<[WarningCode, Place, string[], boolean]>([
    ['file_restored', 'dock', ['OK'], false],
    ['grants_waiting', 'dock', ['Restore 12 grants', 'Leave them out'], false],
    ['rules_unknown', 'dock', ['Look at the rules'], false],
    ['rules_unknown', 'help', ['Look at the rules'], false],
    ['rules_unknown', 'access', ['The rules are right'], false],
    ['rewards_not_ours', 'dock', ['Make a new reward'], true],
    ['rewards_not_ours', 'points', ['OK'], false],
    ['empty_channel', 'dock', ['Yes', 'Connect another'], false],
    ['empty_channel', 'connect', ['Yes'], false],
    ['access_tokens_lost', 'dock', ['Make new ones'], true],
    ['login_lost', 'dock', ['Connect Twitch'], false],
    ['store_gone', 'dock', [], false],
  ])('%s in %s: %j', (code, place, buttons, isClosable) => {
    const [trouble] = of([code], place);
    expect(labels(trouble!)).toEqual(buttons);
    expect(trouble!.isClosable).toBe(isClosable);
  });

  it.each(WARNING_CODES)('%s can be dismissed somewhere, or ends by itself', (code) => {
    const endsItself = ['store_gone', 'roster_damaged', 'login_lost'].includes(code);
    const canBe = (['dock', 'access'] as const).some((place) => {
      const [{ acts, isClosable }] = of([code], place) as [Trouble];
      return isClosable || acts.some(({ kind }) => kind === 'dismiss');
    });
    expect(canBe).toBe(!endsItself);
  });

  it('what is grave comes first', () => {
    const keys = of(['file_restored', 'grants_waiting', 'counts_lost', 'rules_unknown']).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['rules_unknown', 'grants_waiting', 'file_restored', 'counts_lost']);
  });

  it('one that this page does not know is said in the server’s words', () => {
    expect(of(['from_tomorrow'])[0]).toMatchObject({
      says: 'The server says what happened.',
      fix: 'The server says what to do.',
      isGrave: false,
    });
    expect(of(['constructor', 'toString']).map(({ says }) => says)).toEqual(
      Array(2).fill('The server says what happened.'),
    );
  });
});

describe('lists that are not live', () => {
  it('are named, but for those that are not known, and for a connection that is coming', () => {
    expect(lateKinds(statusOf())).toEqual([]);
    const late = notLive('vips');
    expect(lateKinds(late)).toEqual(['vips']);
    const now = Date.now();
    const coming = (ms: number) => ({
      ...late,
      eventsub: { state: 'connecting' as const, since: new Date(now - ms).toISOString() },
    });
    expect(toldLate(coming(5_000), now)).toEqual([]);
    expect(toldLate(coming(60_000), now)).toEqual(['vips']);
    const vips = { ...late.kinds.vips, lastSuccessAt: null };
    expect(lateKinds({ kinds: { ...late.kinds, vips } })).toEqual([]);
  });
});

describe('a wrong question', () => {
  it('is said with who, how often and how to mend it', () => {
    const [question] = questionsOf(3).wrongQuestions;
    expect(wordsOf(question!)[0]).toBe('Streamer.bot asked wrongly 3 times: platform was not filled in.');
    expect(troubleOfQuestion(question!)).toMatchObject({ isClosable: true, acts: [] });
    expect(wordsOf({ ...question!, count: 1, caller: 'HTTP' })[0]).toMatch(/^A tool asked wrongly once: /);
  });

  it('with the server’s words if this page does not know the mistake', () => {
    const [question] = questionsOf(3).wrongQuestions;
    const [says, fix] = wordsOf({ ...question!, code: 'from_tomorrow' as never });
    expect([says, fix]).toEqual([
      'Streamer.bot asked wrongly 3 times: platform was not filled in.',
      'See which trigger runs it.',
    ]);
  });
});

describe('the bar', () => {
  async function show(items: readonly Trouble[], props: Partial<TroubleBar> = {}) {
    const bar = Object.assign(new TroubleBar(), { items, ...props });
    document.body.append(bar);
    await bar.updateComplete;
    const part = (name: string) => [...bar.renderRoot.querySelectorAll<HTMLElement>(`[part="${name}"]`)];
    const said = () => part('trouble-says').map(({ textContent }) => textContent);
    const events: [string, string][] = [];
    bar.addEventListener('rolecall-trouble', (event) => {
      const { kind, key } = event as TroubleEvent;
      events.push([kind, key]);
    });
    return { bar, part, said, events };
  }
  const three = of(['grants_waiting', 'file_restored', 'counts_lost']);

  it('shows one at a time, and the next one when asked', async () => {
    const { bar, part, said } = await show(three);
    expect(said()).toEqual([three[0]!.says]);
    for (const index of [1, 2, 0]) {
      part('trouble-next')[0]!.click();
      await bar.updateComplete;
      expect(said()).toEqual([three[index]!.says]);
    }
  });

  it('keeps showing what is read when another is over, and does not let what is grave wait', async () => {
    const { bar, part, said } = await show(three.slice(1));
    part('trouble-next')[0]!.click();
    await bar.updateComplete;
    expect(said()).toEqual([three[2]!.says]);
    bar.items = [three[2]!];
    await bar.updateComplete;
    expect(said()).toEqual([three[2]!.says]);
    bar.items = three;
    await bar.updateComplete;
    expect(said()).toEqual([three[0]!.says]);
  });

  it('shows all where there is room', async () => {
    const { part, said } = await show(three, { all: true });
    expect(said()).toEqual(three.map(({ says }) => says));
    expect(part('trouble-next')).toEqual([]);
  });

  it('tells what was pressed, but not while the server is away', async () => {
    const { bar, part, events } = await show(three, { all: true });
    for (const button of part('trouble-act')) button.click();
    expect(events).toEqual([
      ['restore', 'grants_waiting'],
      ['dismiss', 'grants_waiting'],
      ['dismiss', 'file_restored'],
      ['dismiss', 'counts_lost'],
    ]);
    bar.isDisabled = true;
    await bar.updateComplete;
    part('trouble-act')[0]!.click();
    expect(events).toHaveLength(4);
  });

  it('opens the section of the settings that mends it', async () => {
    const { bar, part } = await show(of(['rewards_not_ours']));
    const link = () => part('trouble-act')[0]!.getAttribute('href');
    expect(link()).toMatch(/^\/settings.*#points$/);
    bar.isSettings = true;
    await bar.updateComplete;
    expect(link()).toBe('#points');
    part('trouble-close')[0]!.click();
  });
});
