/** How names and ids arrive from tools and people, and what is left of them when all that is not the name is gone. */

/** What scripts send where they have nothing. */
const NOTHING = new Set(['undefined', 'null', 'none', 'nan', 'nil']);

/**
 * Variables that a tool did not fill in, as they stay in the text: `%user%` (but not `%E5%AE%89`, which is an
 * encoded letter), `$user`, `/$user$/`, `$(user)`, `${user}`, `{user}`, `<user>`, `[[user]]`, `[object Object]`,
 * `~user~`, `@user@`, `(user)`, `%s`, `%(user)s`. Written so that JSON Schema can use it too.
 */
export const UNFILLED =
  /%[^%]+%(?![0-9A-Fa-f]{2})|%(?![0-9A-Fa-f]{2})[^%]+%|%\(|\$[({[]|(^|[^0-9A-Za-z])\$[0-9A-Za-z_]|\{[^{}]*\}|<[^<>]*>|&lt;[^&]*&gt;|\[\[|\[object |~[^~ ]+~|@[\w.:-]+@|^\(+[\w.:-]+\)+$|^%[%\w]$|^%\d\$\w$/;

/** Characters that nobody sees: sent twice, a message gets one at its end so that it is another message. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/gu;

/** JavaScript takes U+FEFF for a blank; nobody sees one. */
const BLANKS = /[^\S\ufeff]+/gu;

const QUOTES = ['""', "''", '``', '“”', '„“', '„”', '‘’', '‚‘', '«»', '»«', '‹›', '「」', '『』'];

/** Names of nearly everybody: ASCII, kana, kanji and Hangul, which have one form only. */
const NOTHING_TO_CLEAN = /^[\w\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]*$/;

/** A text without what stands around a name. `hasAt`: an @ stood before it. */
export interface Cleaned {
  readonly text: string;
  readonly hasAt: boolean;
}

/** Cleans until nothing changes, so that cleaning twice is cleaning once. */
export function clean(typed: string): Cleaned {
  let text = typed;
  let hasAt = false;
  for (;;) {
    const bare = withoutAround(plainText(text));
    if (bare.startsWith('@')) hasAt = true;
    const next = decoded(bare.replace(/^[@ ]+/, ''));
    if (next === text) return { text, hasAt };
    text = next;
  }
}

/** The key that display names are found by: two that only differ in letters nobody sees or in width are one. */
export function nameKey(name: string): string {
  return (NOTHING_TO_CLEAN.test(name) ? name : clean(name).text).toLowerCase();
}

/** Without what nobody sees, and nothing else changed: ids of other platforms are taken as they are. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}

/** Without what nobody sees, in one form of several that look the same, blanks collapsed. */
export function plainText(text: string): string {
  if (/^[!-~]*$/.test(text)) return text;
  return text.replace(BLANKS, ' ').replace(INVISIBLE, '').normalize('NFKC').replace(BLANKS, ' ').trim();
}

function withoutAround(text: string): string {
  const bare = text.replace(/[,.:;!?、。 ]+$/, '');
  const isQuoted = bare.length > 1 && QUOTES.includes(bare.charAt(0) + bare.slice(-1));
  return isQuoted ? bare.slice(1, -1) : bare;
}

/** What was encoded for a URL once too often. */
function decoded(text: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Nobody encodes a text more often. */
const MOST_DECODINGS = 5;

/** The text, and what is left when it is decoded once, twice, … */
function decodings(text: string): string[] {
  const all = [text];
  for (let next = decoded(text); next !== all.at(-1) && all.length <= MOST_DECODINGS; next = decoded(next))
    all.push(next);
  return all;
}

export function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Whether a tool sent a variable instead of what is in it. */
export function isUnfilled(text: string): boolean {
  if (!/[%$({<[~@&]/.test(text) && isAscii(text)) return false;
  return [text, plainText(text)].some((form) => decodings(form).some((each) => UNFILLED.test(each)));
}

/** Whether it is a word for nothing at all. */
export function isNothing(text: string): boolean {
  return NOTHING.has(text.toLowerCase());
}

const YES = new Set(['1', 'true', 'yes', 'on']);
const NO = new Set(['0', 'false', 'no', 'off', '']);

/** Whether a tool says yes or no. A variable that was not filled in tells nothing: no. null: neither. */
export function readTold(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) || isNothing(word) || isUnfilled(text) ? false : null;
}

/** Whether every character can be shown. */
export function isPrintable(text: string): boolean {
  return !/\p{C}/u.test(text);
}

/** Of Japanese and Korean keyboards. */
const WIDTHS = /[\u3000\uff00-\uffef]/;

/** Whether there are signs in it that stand for letters or digits of ASCII, `ⓐ` `²` `™`, but for their width. */
export function isFancy(text: string): boolean {
  if (isAscii(text) && !text.includes('%')) return false;
  const isOne = (sign: string): boolean => !WIDTHS.test(sign) && /\w/.test(sign.normalize('NFKC'));
  return decodings(text).some((each) => [...each].some((sign) => !isAscii(sign) && isOne(sign)));
}

const MARKED = /^(?:\w|[^\P{L}A-Za-z]\p{M}*|[^\P{N}0-9])+$/u;
/** What Latin letters stand beside in one name. All else beside them is there to be taken for one. */
const BESIDE_LATIN =
  /^(?:[\w\p{M}]|(?!\p{Lm})\p{Script=Latin}|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}])*$/u;
const isMixed = (text: string): boolean => /\p{Script=Latin}/u.test(text) && !BESIDE_LATIN.test(text);

/** Letters of Latin that Unicode does not take apart. */
const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'a: ɑᴀⱥꬰ',
    'b: ʙƀƃᴃɓ',
    'c: ᴄꞓȼɕƈ',
    'd: ᴅđðɖɗƌ',
    'e: ᴇɇⱸǝəɛ',
    'f: ꜰƒ',
    'g: ɡɢǥɠ',
    'h: ʜħɦⱨ',
    'i: ıɪɩɨ',
    'j: ȷᴊɉʝ',
    'k: ᴋƙⱪĸ',
    'l: ʟłƚɫɬɭǀ',
    'm: ᴍɱ',
    'n: ɴɲƞŋɳ',
    'o: ᴏøɵꝋⱺɔ',
    'p: ᴘƥᵽ',
    'q: ꞯɋʠ',
    'r: ʀɍɼɽɾ',
    's: ꜱʂȿƽ',
    't: ᴛŧƭʈⱦ',
    'u: ᴜʉꞟ',
    'v: ᴠʋⱱ',
    'w: ᴡⱳ',
    'x: ꭓ',
    'y: ʏɏƴ',
    'z: ᴢƶȥʐɀ',
  ].flatMap((row) => [...row.slice(3)].map((letter) => [letter, row.charAt(0)] as const)),
);

/**
 * The logins that somebody who reads a name may take it for: without marks on its letters, and without letters
 * that are none of a login's.
 */
export function likeLogins(name: string): string[] {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const like = [...bare].map((letter) => LOOKS_LIKE[letter] ?? letter).join('');
  const all = [like, like.replace(/\W/g, ''), name.replace(/\W/g, '').toLowerCase()];
  return all.filter((each) => /^\w{1,25}$/.test(each));
}

/**
 * Whether somebody may be shown by this name, though nobody here is: letters, digits or `_`, not all of them
 * ASCII. Marks only on letters that need them; beside Latin letters only Chinese, Japanese and Korean ones: the
 * others, which look the same, are a trick. (Names all in one script that look alike are not told apart.)
 */
export function isShownName(text: string): boolean {
  return !isAscii(text) && [...text].length <= 25 && MARKED.test(text) && !isMixed(text);
}

/**
 * What a tool calls somebody, for the eyes only: nothing in it is worth refusing an answer. What cannot be
 * shown is taken out; what is no name at all, a variable for instance, is left out.
 */
export function shownName(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  if (/^\w{1,100}$/.test(said)) return isNothing(said) ? undefined : said;
  const name = said
    .replace(BLANKS, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2800]/gu, '')
    .trim();
  if (isUnfilled(name) || isNothing(name) || !/[^\p{Default_Ignorable_Code_Point} ]/u.test(name))
    return undefined;
  return [...name.slice(0, 200)].slice(0, 100).join('');
}
