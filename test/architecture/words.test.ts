// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources, root } from './source-tree.ts';
import { LANGUAGES } from '../../server/core/languages.ts';
import { findWords, splitTemplate } from './template-words.ts';

const scripts = readSources(['overlay']).filter(({ path }) => !/\/lib\/texts\//.test(path));
const found = (text: string): string[] => findWords({ path: 'x.ts', text }).map(({ words }) => words);

describe('no word stands outside the texts', () => {
  it('and the search sees the pages, and bites', () => {
    expect(scripts.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['overlay/pages/dock/dock.ts', 'overlay/components/badge/pill.ts']),
    );
    expect(found('html`<p class="hint">Hello <b>${x}</b></p>`')).toEqual(['Hello']);
    expect(found('html`<p>${a ? html`<i title="Über uns"></i>` : nothing}</p>`')).toEqual(['Über uns']);
    expect(found('html`<p>${isOn ? "Switched on" : (x ?? \'off\')}</p>`')).toEqual(['Switched on', 'off']);
    expect(found('html`<a aria-label=${x || `Close`} .label=${"Shut"}></a>`')).toEqual(['Close', 'Shut']);
    expect(found('svg`<text>Caption</text>`')).toEqual(['Caption']);
  });

  it('but what nobody reads is left alone', () => {
    expect(
      found('html`<p class="a ${isB ? "bold" : ""}" ?hidden=${x} @click=${go}>${t.hello} Rolecall 5 %</p>`'),
    ).toEqual([]);
    expect(found('css`p { content: "Hello" }`; html`<!-- Hello --><style>p { color: red }</style>`')).toEqual(
      [],
    );
  });

  it('in any script', () => {
    expect(scripts.flatMap(findWords)).toEqual([]);
  });

  it('in any page', () => {
    for (const { path, text } of readSources(['overlay/pages'], '.html')) {
      const words =
        splitTemplate(text)
          .texts.join(' ')
          .match(/\p{L}{2,}/gu) ?? [];
      expect([path, words.filter((word) => !['Rolecall', 'settings'].includes(word))]).toEqual([path, []]);
    }
  });
});

/** The same in every language, and rightly so. */
const SAME = new Set([
  ...[
    'VIP',
    'VIPs',
    'Streamer',
    'Demo',
    'Moderator',
    'Twitch',
    'OBS',
    'Streamer.bot',
    'Sync',
    'Name',
    'Text',
    'min',
    'ms',
    'px',
  ],
  ...['%', 'dev.twitch.tv/console', 'MapleKettle'],
  ...['Badge', 'Mods', 'Computer', 'Cooldowns', 'Live', 'Port', 'TTS', 'URL', 'WebSocket', 'Speaker.bot'],
  // As other programs write it, whose windows are in English.
  ...['Variable Name', 'Parse result as JSON', 'Core > Logic > If/Else:', 'Input', 'Operator', 'Value'],
  ...['OAuth Redirect URL', 'Application Integration', 'Public'],
  'Mix It Up, SAMMI, Firebot, Touch Portal, Companion',
]);

/** Words that a language shares with English. What is filled in stands as `…`. */
const SAME_IN: Readonly<Record<string, ReadonlySet<string>>> = {
  es: new Set(['subs', 'Subs', 'mods', 'No', '… min', '+… min', '… VIP']),
  pt: new Set([
    'subs',
    'Subs',
    'mods',
    'Backup (JSON)',
    'Volume',
    '… min',
    '+… min',
    '… subs · … VIPs · … mods',
  ]),
  fr: new Set([
    'Viewer',
    'Viewers',
    'Subs',
    'Exceptions',
    'Followers',
    'followers',
    'Volume',
    'Transparent',
    '… min',
    '+… min',
    '… points = … min',
  ]),
};

const folder = 'overlay/lib/texts';
const groups = readSources([`${folder}/en`]).map(({ path }) => path.slice(`${folder}/en/`.length));
const languages = readdirSync(join(root, folder), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const textsOf = (language: string, group: string) =>
  import(join(root, folder, language, group)) as Promise<Record<string, unknown>>;

/** What a function says, with `…` for what is filled in. */
const wordsOf = (source: string): string =>
  (/`([^`]*)`/.exec(source)?.[1] ?? '').replaceAll(/\$\{[^}]*\}/g, '…');

/** What is wrong between English and another language, one line each. */
function compare(en: unknown, other: unknown, at: string, language = ''): string[] {
  if (typeof en !== typeof other || Array.isArray(en) !== Array.isArray(other))
    return [`${at}: only in one language`];
  if (typeof en === 'object' && en !== null && other !== null) {
    const keys = new Set([...Object.keys(en), ...Object.keys(other as object)]);
    return [...keys].flatMap((key) =>
      compare(
        (en as Record<string, unknown>)[key],
        (other as Record<string, unknown>)[key],
        `${at}.${key}`,
        language,
      ),
    );
  }
  if (en === '' || other === '') return [`${at}: empty`];
  const [one, two] = [String(en), String(other)];
  const hasWords =
    typeof en === 'string'
      ? /\p{L}{2,}/u.test(one) && !SAME.has(one)
      : / [a-z]{3,} |[`'"][^`'"]*\p{L}{3,}/u.test(one.replaceAll(/\$\{[^}]*\}/g, ''));
  const isShared = SAME_IN[language]?.has(typeof en === 'string' ? one : wordsOf(one));
  return one === two && hasWords && !isShared ? [`${at}: not translated: ${one}`] : [];
}

describe('every text is there in every language', () => {
  it('and the comparison sees the texts, and bites', () => {
    expect(groups).toEqual(expect.arrayContaining(['dock.ts', 'badge-cards.ts']));
    expect(compare({ a: 'Yes', b: 'x y' }, { a: 'Yes' }, 't')).toEqual([
      't.a: not translated: Yes',
      't.b: only in one language',
    ]);
    expect(compare({ a: () => 'hello there' }, { a: () => 'hello there' }, 't')).toHaveLength(1);
    expect(compare({ a: '' }, { a: 'x' }, 't')).toEqual(['t.a: empty']);
  });

  it('and every language that can be chosen has a folder', () => {
    expect(languages.sort()).toEqual([...LANGUAGES].sort());
  });

  it.each(groups)('%s', async (group) => {
    const en = await textsOf('en', group);
    const others = languages.filter((name) => name !== 'en');
    const found = others.map(async (language) =>
      compare(en, await textsOf(language, group), `${language}/${group}`, language),
    );
    expect((await Promise.all(found)).flat()).toEqual([]);
  });
});

/** Groups whose texts are found by a code, as in `reasons[reason]`: the compiler knows whether each has its words. */
const BY_CODE = new Set(['reasons.ts', 'tiers.ts']);

describe('no text is there for nothing', () => {
  const used = readSources(['overlay'])
    .filter(({ path }) => !/\/lib\/texts\/\w\w\//.test(path))
    .map(({ text }) => text)
    .join('\n');

  it.each(groups.filter((group) => !BY_CODE.has(group)))('%s', async (group) => {
    const keys = Object.values(await textsOf('en', group)).flatMap((texts) => Object.keys(texts as object));
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(used))).toEqual([]);
  });
});
