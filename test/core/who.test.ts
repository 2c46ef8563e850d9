import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, isShownName, isUnfilled, nameKey, shownName } from '../../server/core/spelling.ts';
import { type Known, type Meant, readId, readPlatform, WhoError, whoIsMeant } from '../../server/core/who.ts';
import { spellings, UNFILLED_FORMS } from '../support/spellings.ts';

interface Someone {
  readonly login: string;
  readonly shown: string;
}
const people: readonly Someone[] = [
  { login: 'name', shown: 'Name' },
  { login: 'anmei_k', shown: '安美' },
  { login: 'other_an', shown: '安美' },
  { login: 'riotgames', shown: 'Riot Games' },
  { login: 'maple', shown: 'メープル' },
  { login: 'narrow', shown: 'ﾒｲﾌﾟﾙ' },
  { login: 'wide', shown: 'ＯＴＨＥＲ_ＡＮ' },
  { login: 'null', shown: 'Null' },
  { login: 'yves', shown: 'Ünal' },
  { login: 'other_name', shown: 'Name' },
];
const known: Known<Someone> = {
  byLogin: (login) => people.find((each) => each.login === login),
  byShownName: (key) => people.filter(({ login, shown }) => nameKey(shown) === key && key !== login),
  shownNameOf: ({ shown }) => shown,
};

/** The logins of who is known; else `?login`, `?name in other letters`; or what is wrong. */
function meant(typed: string, inText = false, among = known): string {
  try {
    const found: Meant<Someone> = whoIsMeant(typed, among, inText);
    if (found.people.length > 0) return found.people.map(({ login }) => login).join();
    return `?${found.login ?? found.name}`;
  } catch (error) {
    if (error instanceof WhoError) return error.kind;
    throw error;
  }
}
const nobodyKnown: Known<Someone> = { ...known, byLogin: () => undefined, byShownName: () => [] };

describe('who is meant', () => {
  it.each<readonly [string, string]>([
    // 1: an exact name
    ['name', 'name'],
    ['Name', 'name'],
    [' @NAME ', 'name'],
    ['Riot Games', 'riotgames'],
    ['riot games', 'riotgames'],
    ['メープル', 'maple'],
    ['安美', 'anmei_k,other_an'],
    ['ＯＴＨＥＲ_ＡＮ', 'wide'],
    ['other_an', 'other_an'],
    ['ünal', 'yves'],
    ['null', 'null'],
    [' name ', 'name'],
    [' ＯＴＨＥＲ_ＡＮ ', 'wide'],
    // 2: cleaned
    ...['name\u200b', 'name \u{e0000}', '\u2068name\u2069', 'na\u034fme', 'name\u3164', '\u2800name'].map(
      (typed) => [typed, 'name'] as const,
    ),
    ...['name,', '@@name', '"name"', '“@name”', '＠name', '@name:', "'name'!", '%40name', '%2540name'].map(
      (typed) => [typed, 'name'] as const,
    ),
    ['ｎａｍｅ', 'name'],
    ['Riot\u00a0\u200b Games!', 'riotgames'],
    ['メイプル', 'narrow'],
    ['%E5%AE%89%E7%BE%8E', 'anmei_k,other_an'],
    // 3: X (y)
    ['安美 (anmei_k)', 'anmei_k'],
    ['@安美 (Other_An)', 'other_an'],
    ['安美（anmei_k）', 'anmei_k'],
    ['Name (name)', 'name'],
    ['安美 (stranger)', '?stranger'],
    ['Name (other_an)', 'nobody'],
    ['(name)', 'unfilled'],
    ['%ユーザー% (stranger)', 'unfilled'],
    ['{ユーザー} (stranger)', 'unfilled'],
    ['安美 (a b)', 'nobody'],
    ['安美 (undefined)', 'nobody'],
    // 4: nothing
    ['undefined', 'unfilled'],
    ['None', 'unfilled'],
    ['"nan"', 'unfilled'],
    ['@undefined', '?undefined'],
    ['@nil', '?nil'],
    // 5: strangers
    ['Stranger_1', '?stranger_1'],
    ['x'.repeat(25), `?${'x'.repeat(25)}`],
    ['x'.repeat(26), 'nobody'],
    ['美'.repeat(25), `?${'美'.repeat(25)}`],
    ['𠮷'.repeat(25), `?${'𠮷'.repeat(25)}`],
    ['美'.repeat(26), 'nobody'],
    ['"', 'nobody'],
    ['600', '?600'],
    ['美安', '?美安'],
    ['Zoë', '?Zoë'],
    ['ชื่อ', '?ชื่อ'],
    ['々〇ー', '?々〇ー'],
    // what somebody may be taken for by it is known: no stranger
    ...[
      'namé',
      'name\u0301',
      'nåmê',
      'ⁿame',
      'ɴᴀᴍᴇ',
      'nɑme',
      'NAMË',
      'nameé',
      'nameさん',
      '＠name美',
      'name々',
    ].map((typed) => [typed, typed === 'ⁿame' ? 'name' : 'nobody'] as const),
    ['Ünäl', '?Ünäl'],
    ['NÀMES', '?NÀMES'],
    // signs that stand for letters are in nobody's name
    ...['name™', 'name²', 'ⓢtranger', '𝓼tranger', '%E2%93%A2tranger', 'stranger︳'].map(
      (typed) => [typed, 'nobody'] as const,
    ),
    ['ｓｔｒａｎｇｅｒ', '?stranger'],
    ['ⓝⓐⓜⓔ', 'name'],
    // beside Latin letters only those of Chinese, Japanese and Korean
    ...['stranger尾', 'さくらchan', 'ㅋㅋx', 'ミクX'].map(
      (typed) => [typed, `?${typed.normalize('NFKC')}`] as const,
    ),
    ...['straոger', 'strangerʼ', 'stranger٣', 'strᎪnger', 'ꓢtranger', 'strangerא'].map(
      (typed) => [typed, 'nobody'] as const,
    ),
    // 6 is for overrides and grants
    ['@name stop spamming', 'nobody'],
    ['name thanks', 'nobody'],
    // 7: anything else
    ...[
      'the spammer',
      'na-me',
      'n\u0308ame',
      '\u0308',
      'sub_onе',
      'nаme',
      'αbc',
      '😀',
      'name😀',
      'a'.repeat(500),
    ].map((typed) => [typed, 'nobody'] as const),
    ...[
      '\ud83d',
      'name\ud83d',
      'name\ufffd',
      'name\ue000',
      'na/me',
      'name;drop',
      '1.5',
      '-1',
      '1,000',
      'a+b',
    ].map((typed) => [typed, 'nobody'] as const),
  ])('%j: %s', (typed, expected) => {
    expect(meant(typed)).toBe(expected);
  });

  it.each([
    ['@name stop spamming', 'name'],
    ['name stop spamming', 'name'],
    ['Name, stop it', 'name'],
    ['"@name": stop', 'name'],
    ['%40name stop', 'name'],
    ['@ name stop', 'nobody'],
    ['@stranger stop', '?stranger'],
    ['@安美 (other_an) stop', 'other_an'],
    ['安美 (anmei_k) stop', 'anmei_k'],
    ['安美 stop', 'anmei_k,other_an'],
    ['メープル やめて', 'maple'],
    ['@name <3 you > $5 100% of 50%', 'name'],
    ['Riot Games', 'riotgames'],
    ['@Riot Games', 'riotgames'],
    ['the spammer', 'nobody'],
    ['everybody who spams', 'nobody'],
    ['stranger stop', 'nobody'],
    ['$user stop', 'unfilled'],
    ['%user% stop', 'unfilled'],
    ['@%user% stop', 'unfilled'],
    ['@ ', 'unfilled'],
    ['@na-me stop', 'nobody'],
    ['no @name', 'nobody'],
    [' @name stop', 'name'],
    ['@none stop', '?none'],
    ['none stop', 'nobody'],
    ['@安美 x(other_an) stop', 'anmei_k,other_an'],
    ['@安美 (other_an)x stop', 'anmei_k,other_an'],
  ])('in the text of an order %j: %s', (typed, expected) => {
    expect(meant(typed, true)).toBe(expected);
  });

  it('says which param, what is wrong, and quotes only what can be shown', () => {
    expect(() => whoIsMeant('%user%', known)).toThrow('user: the variable was not filled in');
    expect(() => whoIsMeant('the\u0007 spa\u200bmmer', known)).toThrow(
      'user: "the spammer" is no login and no display name of Twitch',
    );
    expect(() => whoIsMeant('na\ud83dme', known)).toThrow('"na?me"');
    expect(() => whoIsMeant('a'.repeat(500), known)).toThrow(`user: "${'a'.repeat(40)}" is no login`);
  });

  it('is wrong by a code, a param and a kind', () => {
    const wrong = { code: 'invalid_params', param: 'user', kind: 'unfilled' };
    expect(() => whoIsMeant('%user%', known)).toThrow(expect.objectContaining(wrong));
  });

  it('reads no order where none was announced', () => {
    expect(() => whoIsMeant('name stop spamming', known)).toThrow(WhoError);
  });
});

describe('every form of an unfilled variable', () => {
  it.each(UNFILLED_FORMS.map((form) => [form]))('%j names nobody, as a name, an id or a platform', (form) => {
    for (const inText of [false, true]) {
      expect(['unfilled', 'nobody']).toContain(meant(form, inText, nobodyKnown));
      expect(['unfilled', 'nobody']).toContain(meant(`${form} stop it`, inText, nobodyKnown));
    }
    expect(readId(form, 'twitch')).toHaveProperty('kind');
    expect(shownName(form) ?? 'undefined').not.toMatch(/[%$<{]\w/);
  });

  const READS_AS_TEXT = new Set(['[user]', '$', '.', '!?', '\\0', '""', "''", '""""', '@', '@@']);
  it.each(UNFILLED_FORMS.filter((form) => !READS_AS_TEXT.has(form)).map((form) => [form]))(
    '%j is no id of another platform either',
    (form) => {
      expect(readId(form, 'youtube')).toHaveProperty('kind');
      if (clean(form).text !== '') expect(readPlatform(form)).toHaveProperty('kind');
    },
  );

  it('is told from letters that were encoded once too often, and from a price', () => {
    for (const text of ['%E5%AE%89', '%40name', '100%', 'Ke$ha', 'C# Corner', 'a_b', '5 < 6']) {
      expect([text, isUnfilled(text)]).toEqual([text, false]);
    }
    expect(isUnfilled('％user％')).toBe(true);
  });
});

describe('cleaning', () => {
  const odd = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'aZ_9ぁゖァヺー一鿿가힣ㄱﾒ々〇'), maxLength: 10 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom(...'@"\'“”%40＠,.!? \u200b\u3164ab安%E5ß'), { maxLength: 20 })
      .map((all) => all.join('')),
    spellings('Some_Name'),
  );

  it('twice is cleaning once', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const once = clean(text).text;
        expect(clean(once)).toEqual({ text: once, hasAt: false });
        expect(nameKey(text)).toBe(clean(text).text.toLowerCase());
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('ends soon, whatever is given', () => {
    for (const part of ['%25', '@', '"', '\u{1d15e}', 'ﷺ', '\u0301', '%E5', '((', '1', '１', '%2525'])
      expect(clean(part.repeat(300)).text.length).toBeLessThanOrEqual(300 * 20);
    expect(isShownName(`${'1'.repeat(400)}é-`)).toBe(false);
  });

  it('finds the same person under any spelling', () => {
    fc.assert(
      fc.property(spellings('name'), (typed) => {
        expect(meant(typed)).toBe('name');
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('an id', () => {
  it.each<readonly [string, string | null]>([
    ['400006883', '400006883'],
    [' 400006883 ', '400006883'],
    ['400006883\u200b', '400006883'],
    ['"400006883"', '400006883'],
    ['４００００６８８３', '400006883'],
    ['400006883.', '400006883'],
    ['9'.repeat(20), '9'.repeat(20)],
    ...[
      '400006883.0',
      '0400006883',
      '+400006883',
      '400,006,883',
      '400 006 883',
      '4e8',
      '0x17',
      '-1',
      '0',
      '@400006883',
      '400006883²',
      '𝟒00006883',
    ]
      .concat(['9'.repeat(21), '٤٠٠', 'some_login', '4000O6883', '#400006883', '400006883 400006883', '½'])
      .map((typed) => [typed, null] as const),
  ])('of Twitch: %j is %s', (typed, id) => {
    expect(readId(typed, 'twitch')).toEqual(
      id === null ? expect.objectContaining({ kind: 'nobody' }) : { id },
    );
  });

  it.each([
    ['UC-lHJZR3Gqxm24_Vd_AJ5Yw', 'UC-lHJZR3Gqxm24_Vd_AJ5Yw'],
    [' 0123 ', '0123'],
    ['some name, with = and #', 'some name, with = and #'],
    ['Ke$ha 100%', 'Ke$ha 100%'],
    ['日本語\u200b', '日本語'],
    ['x'.repeat(128), 'x'.repeat(128)],
    ['x'.repeat(129), null],
    ['a\ud83d', null],
  ])('of another platform: %j is %s', (typed, id) => {
    expect(readId(typed, 'youtube')).toEqual(
      id === null ? expect.objectContaining({ kind: 'nobody' }) : { id },
    );
  });
});

describe('an id that is none at all', () => {
  it.each(['', ' ', '\u200b', 'null', 'Undefined', '%userId%', '"none"'])('%j was not filled in', (typed) => {
    expect(readId(typed, 'twitch')).toMatchObject({ kind: 'unfilled' });
    expect(readId(typed, 'youtube')).toMatchObject({ kind: 'unfilled' });
  });
});

describe('a platform', () => {
  it.each([
    ['twitch', 'twitch'],
    [' Twitch ', 'twitch'],
    ['ｔｗｉｔｃｈ\u200b', 'twitch'],
    ['"twitch"', 'twitch'],
    ['YouTube', 'youtube'],
    ['', ''],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), null],
    ['\ud83d', null],
  ])('%j is %j', (typed, platform) => {
    expect(readPlatform(typed)).toEqual(platform ?? expect.objectContaining({ kind: 'nobody' }));
  });
});

describe('a name that is only said', () => {
  it.each<readonly [string, string | undefined]>([
    [' Some \t Öne\u202e ', 'Some Öne'],
    ['😀 Mia ❤️', '😀 Mia ❤️'],
    ['C# Corner', 'C# Corner'],
    ['Ke$ha', 'Ke$ha'],
    ['\ud83dMia', 'Mia'],
    ['😀'.repeat(150), '😀'.repeat(100)],
    ['x'.repeat(5_000), 'x'.repeat(100)],
    ...[
      '',
      ' \u0000 ',
      '\u3164',
      '\u2800',
      '%user%',
      '$username',
      'undefined',
      'None',
      '{{user}}',
      '[object Object]',
    ]
      .concat('\ufe0f')
      .map((said) => [said, undefined] as const),
  ])('%j is shown as %j', (said, shown) => {
    expect(shownName(said)).toBe(shown);
  });

  it('may be anything at all', () => {
    for (const said of [null, undefined, 7, {}, [], true]) expect(shownName(said)).toBeUndefined();
  });
});
