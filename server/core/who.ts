import { ApiError } from './problem.ts';
import {
  clean,
  isAscii,
  isFancy,
  isNothing,
  isPrintable,
  isShownName,
  isUnfilled,
  likeLogins,
  plainText,
  withoutInvisible,
} from './spelling.ts';

/**
 * Who is meant: decided here once, for every action, over HTTP and over WebSocket. What is no login, display
 * name or id is an error; it never gets an answer.
 */

/** What is wrong with a text that should name somebody. `message` goes behind the name of the param. */
export interface Mistake {
  readonly kind: 'unfilled' | 'nobody' | 'shared';
  readonly message: string;
}

/** A text that names nobody, or several. `param` is what it came in. */
export class WhoError extends ApiError {
  readonly param: 'user' | 'userId';
  readonly kind: Mistake['kind'];

  constructor(param: WhoError['param'], { kind, message }: Mistake) {
    super('invalid_params', `${param}: ${message}`);
    this.param = param;
    this.kind = kind;
  }
}

/** The people that can be found by name. */
export interface Known<P> {
  /** By login, in lower case. */
  byLogin(login: string): P | undefined;
  /** Everybody who is shown by a name; the key is from `nameKey()`. */
  byShownName(key: string): readonly P[];
  /** The name that somebody is shown by. */
  shownNameOf(person: P): string | null;
}

/** Whom a text stands for. */
export interface Meant<P> {
  /** Nobody who is known here; one; or several who share a display name. */
  readonly people: readonly P[];
  /** The login, in lower case; null: it is a display name. */
  readonly login: string | null;
  /** What was given, cleaned. */
  readonly name: string;
}

export const UNFILLED_MESSAGE = 'the variable was not filled in by the calling tool';
export const UNFILLED_MISTAKE: Mistake = { kind: 'unfilled', message: UNFILLED_MESSAGE };

/** Names and ids as nearly everybody sends them: there is nothing to clean. */
export const PLAIN_NAME = /^@?\w{1,25}$/;
export const PLAIN_ID = /^[1-9][0-9]{0,19}$/;

/** The longest id of another platform, and the longest name of one. */
export const MAX_FOREIGN_ID = 128;
const MAX_PLATFORM = 40;
const LOGIN = /^\w{1,25}$/;
const NAME_AND_LOGIN = /^(.*\S) ?\(@?(\w{1,25})\)$/;

/**
 * Whom a tool or a person means.
 * @param inText the text may go on after the name, as `@name stop spamming` does; then its first word counts,
 *   if that is somebody known or an @ stands before it
 * @throws WhoError if that is nobody
 */
export function whoIsMeant<P>(typed: string, known: Known<P>, inText = false): Meant<P> {
  const meant = PLAIN_NAME.test(typed) ? ofPlain(typed, known) : ofAny(typed, known, inText);
  if ('kind' in meant) throw new WhoError('user', meant);
  return meant;
}

function ofPlain<P>(typed: string, known: Known<P>): Meant<P> | Mistake {
  const hasAt = typed.startsWith('@');
  return ofName(hasAt ? typed.slice(1) : typed, hasAt, known);
}

function ofAny<P>(typed: string, known: Known<P>, inText: boolean): Meant<P> | Mistake {
  const { text, hasAt } = clean(typed);
  const exact = shownExactly(typed, text, known);
  if (exact.length > 0) return { people: exact, login: null, name: text };
  const meant = ofName(text, hasAt, known);
  if (!('kind' in meant)) return meant.people.length === 0 && isFancy(typed) ? nobody(text) : meant;
  const first = inText ? ofFirstWord(typed, known) : null;
  return first ?? (isUnfilled(typed) ? UNFILLED_MISTAKE : meant);
}

/** Whoever is shown by this very name comes first, whatever else it may be when it is cleaned. */
function shownExactly<P>(typed: string, cleaned: string, known: Known<P>): readonly P[] {
  const exact = typed.trim().toLowerCase();
  if (exact === cleaned.toLowerCase()) return [];
  return known
    .byShownName(cleaned.toLowerCase())
    .filter((each) => known.shownNameOf(each)?.toLowerCase() === exact);
}

function ofName<P>(name: string, hasAt: boolean, known: Known<P>): Meant<P> | Mistake {
  const key = name.toLowerCase();
  const login = LOGIN.test(key) ? key : null;
  const holder = login === null ? undefined : known.byLogin(login);
  if (holder !== undefined) return { people: [holder], login, name };
  const people = known.byShownName(key);
  if (people.length > 0) return { people, login: null, name };
  if (key === '' || (!hasAt && isNothing(key))) return UNFILLED_MISTAKE;
  if (login !== null) return { people: [], login, name };
  if (isShownName(name)) return looksLikeOne(name, known) ? nobody(name) : { people: [], login, name };
  return ofNameAndLogin(name, known) ?? nobody(name);
}

/** Somebody who is muted must not be a stranger with a mark on a letter or with one more at the end. */
function looksLikeOne<P>(name: string, known: Known<P>): boolean {
  return likeLogins(name).some((login) => known.byLogin(login) !== undefined);
}

/** `安美 (login)`, as chats show who has a name in other letters. */
function ofNameAndLogin<P>(text: string, known: Known<P>): Meant<P> | null {
  const [, name = '', login = ''] = NAME_AND_LOGIN.exec(text) ?? [];
  if (login === '' || isUnfilled(name) || (isAscii(name) && name.toLowerCase() !== login.toLowerCase()))
    return null;
  const meant = ofName(login, false, known);
  return 'kind' in meant ? null : meant;
}

/** An @ that stands alone is a variable that was empty: the word behind it is not meant. */
function ofFirstWord<P>(typed: string, known: Known<P>): Meant<P> | null {
  const [first = '', second = ''] = plainText(typed).split(' ');
  const { text, hasAt } = clean(first);
  const meant = ofName(/^\(@?\w+\)$/.test(second) ? `${text} ${second}` : text, true, known);
  if ('kind' in meant) return null;
  return hasAt || meant.people.length > 0 ? meant : null;
}

const nobody = (text: string): Mistake => ({
  kind: 'nobody',
  message: `"${quotable(text)}" is no login and no display name of Twitch`,
});

/** What came from outside, fit to be quoted. */
const quotable = (text: string): string => [...text.replace(/\p{C}/gu, '?')].slice(0, 40).join('');

/**
 * An id as a tool sent it. Twitch's are digits. Another platform's may be any text that can be shown.
 * @param platform as `readPlatform` has it
 */
export function readId(typed: string, platform: string): { readonly id: string } | Mistake {
  if (platform !== 'twitch') return readForeign(typed, MAX_FOREIGN_ID);
  if (PLAIN_ID.test(typed)) return { id: typed };
  const { text, hasAt } = clean(typed);
  if (PLAIN_ID.test(text) && !hasAt && !isFancy(typed)) return { id: text };
  if (text === '' || isNothing(text) || isUnfilled(typed)) return UNFILLED_MISTAKE;
  return { kind: 'nobody', message: `"${quotable(text)}" is no id of Twitch; those are digits` };
}

/** An id or a name of another platform. */
export function readForeign(typed: string, maxLength: number): { readonly id: string } | Mistake {
  const id = withoutInvisible(typed);
  if (id === '' || isNothing(clean(id).text) || isUnfilled(typed)) return UNFILLED_MISTAKE;
  if (isPrintable(id) && id.length <= maxLength) return { id };
  return { kind: 'nobody', message: `an id has up to ${maxLength} characters that can be shown` };
}

/** The name of a platform, in lower case; it may be empty. */
export function readPlatform(typed: string): string | Mistake {
  if (typed === 'twitch') return typed;
  const { text } = clean(typed);
  if (isUnfilled(typed) || isNothing(text)) return UNFILLED_MISTAKE;
  if (text.length <= MAX_PLATFORM && isPrintable(text)) return text.toLowerCase();
  return { kind: 'nobody', message: `a name of up to ${MAX_PLATFORM} characters that can be shown` };
}
