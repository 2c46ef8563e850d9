/** How names and ids arrive from tools and people, and what is left of them when all that is not the name is gone. */

/** What scripts send where they have nothing. */
const NOTHING = new Set(['undefined', 'null', 'none', 'nan', 'nil']);

/**
 * Variables that a tool did not fill in, as they stay in the text: `%user%` (but not `%E5%AE%89`, which is an
 * encoded letter), `$user`, `/$user$/`, `$(user)`, `${user}`, `{user}`, `<user>`, `[[user]]`, `[object Object]`,
 * `~user~`, `@user@`, `(user)`, `%s`. Written so that JSON Schema can use it too.
 */
export const UNFILLED =
  /%[^%]+%(?![0-9A-Fa-f]{2})|%(?![0-9A-Fa-f]{2})[^%]+%|\$[({]|(^|[^0-9A-Za-z])\$[0-9A-Za-z_]|\{[^{}]*\}|<[^<>]*>|\[\[|\[object |~[^~ ]+~|@\w+@|^\(\w+\)$|^%[%\w]$/;

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

export function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Whether a tool sent a variable instead of what is in it. */
export function isUnfilled(text: string): boolean {
  if (!/[%$({<[~@]/.test(text) && isAscii(text)) return false;
  return UNFILLED.test(text) || UNFILLED.test(plainText(text));
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

const MARKED = /^(?:\w|[^\P{L}A-Za-z]\p{M}*|[^\P{N}0-9])+$/u;
const MIXED = /^(?=.*\p{Script=Latin})(?=.*[\p{Script=Greek}\p{Script=Cyrillic}])/su;

/**
 * Whether somebody may be shown by this name, though nobody here is: letters, digits or `_`, not all of them
 * ASCII. Marks only on letters that need them; Latin letters together with Greek or Cyrillic ones, which look
 * the same, are a trick. (Letters of other scripts that look alike are not told apart.)
 */
export function isShownName(text: string): boolean {
  return !isAscii(text) && [...text].length <= 25 && MARKED.test(text) && !MIXED.test(text);
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
