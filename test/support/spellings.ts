import fc from 'fast-check';

/** What the tools of our recipes, and their like, leave in a text when they do not fill in a variable. */
export const UNFILLED_FORMS: readonly string[] = [
  // Streamer.bot, batch files
  ...['%user%', '%userName%', '%user.name%', '%rawInput%', '%targetUserId%', '%face%', '%add%', '%my var%'],
  ...['%rawInputUrlEncoded%', '~lastViewer~', '%user:lower%', '%args[0]%', '%%', '%s', '%d', '% user %'],
  // Mix It Up, Firebot, Streamlabs Chatbot
  ...['$username', '$user', '$targetusername', '$userid', '$NA', '$arg1text', '$user[name]', '@$user', '$1'],
  // Companion, Fossabot, Nightbot, StreamElements, shells, PowerShell
  ...['$(custom:viewer)', '$(user)', '$(1)', '${user}', '${1}', '$($user)', '@${user}', '$'],
  // SAMMI, Lioranboard, Touch Portal
  ...['/$viewer$/', '/$user.name$/', '${value:viewer}', '${value:tp.plugin.x.y}'],
  // templates
  ...[
    '{user}',
    '{{user}}',
    '{{ user }}',
    '{0}',
    '{user.name}',
    '#{user}',
    '<user>',
    '<%= user %>',
    '{%user%}',
  ],
  ...[
    '{{user|lower}}',
    '[[user]]',
    '[user]',
    '@user@',
    '(sender)',
    '(touser)',
    '<<user>>',
    '{$user}',
    '{@user}',
  ],
  // half of it filled in, or encoded once more
  ...[
    '@%user%',
    '%user% (x)',
    '%ユーザー% (x)',
    '%25user%25',
    '%2525user%2525',
    '%24user',
    '%7B%7Buser%7D%7D',
  ],
  ...['%3Cuser%3E', '&lt;user&gt;', '%24%7Buser%7D', '%2524(user)', '％25user％25'],
  ...['%(user)s', '%1$s', '$[user]', '(user.name)', '((user))', '@user.name@', '%(user)'],
  // programs
  ...['[object Object]', '[object Undefined]', 'undefined', 'null', 'None', 'NaN', 'nil', 'NULL', 'NONE'],
  ...[
    'Undefined',
    '"undefined"',
    '"null"',
    "'None'",
    ' null ',
    'null.',
    'undefined,',
    '(null)',
    '<null>',
    '\\0',
  ],
  // nothing at all
  ...[
    '',
    ' ',
    '\t',
    '@',
    '@@',
    '""',
    "''",
    '""""',
    '\u200b',
    '\u3164',
    '\u2800',
    '\u{e0000}',
    '.',
    '!?',
    '﻿',
  ],
];

/** Signs that nobody sees; chat clients append some when a message is sent twice. */
const INVISIBLE = [
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\u2068', '\u2069', '\u034f', '\u3164', '\u115f', '\u1160'],
  ...[
    '\uffa0',
    '\u{e0000}',
    '\u{e0001}',
    '\u{e0020}',
    '\u{e007f}',
    '\u{e0100}',
    '\u00ad',
    '\u061c',
    '\u180e',
  ],
  ...[
    '\u2800',
    '\ufeff',
    '\u0000',
    '\u0007',
    '\u001f',
    '\u007f',
    '\u0085',
    '\ufe0f',
    '\u206a',
    '\u17b4',
    '\ufff9',
  ],
];
const BLANKS = ['', ' ', '  ', '\t', '\u00a0', '\u3000', '\u2003', '\r\n'];
const QUOTED = ['x', '"x"', "'x'", '“x”', '‘x’', '«x»', '„x“', '「x」', '＂x＂', '`x`', '"\'x\'"'];
const AT = ['', '', '@', '＠', '@@', '@ ', '%40'];
const ENDS = ['', '', ',', '.', ':', ';', '!', '?', '!?', '...', '…', '，', '！', '。', '%2C', '%20'];

const fullwidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));
const asPercent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** A name as people and tools write it: it is still that name, and no other. */
export function spellings(name: string): fc.Arbitrary<string> {
  const letters = fc.tuple(
    ...[...name].map((letter) =>
      fc
        .tuple(
          fc.constantFrom(letter, letter.toUpperCase(), letter, fullwidth(letter)),
          fc.oneof(
            { weight: 5, arbitrary: fc.constant('') },
            { weight: 1, arbitrary: fc.constantFrom(...INVISIBLE) },
          ),
        )
        .map(([sign, hidden]) => sign + hidden),
    ),
  );
  return fc
    .record({
      letters,
      hidden: fc.array(fc.constantFrom(...INVISIBLE), { maxLength: 3 }),
      blanks: fc.tuple(fc.constantFrom(...BLANKS), fc.constantFrom(...BLANKS)),
      quotes: fc.constantFrom(...QUOTED),
      at: fc.constantFrom(...AT),
      end: fc.constantFrom(...ENDS),
      isPercent: fc.boolean(),
    })
    .map(({ letters, hidden, blanks, quotes, at, end, isPercent }) => {
      const written = isPercent ? asPercent(name) : letters.join('');
      const named = quotes.replace('x', () => written + hidden.join(''));
      return `${blanks[0]}${at}${named}${end}${blanks[1]}`;
    });
}
