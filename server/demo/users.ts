import { FIRST_WORDS, LOCALIZED_STEMS, SECOND_WORDS } from './names.ts';
import { mix } from './random.ts';

/** A Twitch account: numeric id as text, login in lower case, display name in any script. */
export interface SimUser {
  userId: string;
  userLogin: string;
  userDisplayName: string;
}

const WORD_PAIRS = FIRST_WORDS.length * SECOND_WORDS.length;
const ID_STEP = 37;
/** Odd, so that multiplying by it shuffles 0..4095 without collisions. */
const SHUFFLE = 1597;

const pairByWord = new Map(
  FIRST_WORDS.flatMap((first, i) =>
    SECOND_WORDS.map((second, j) => [first + second, i * SECOND_WORDS.length + j] as const),
  ),
);

/**
 * Every account of this Twitch. The first `count` are computed from the seed and stored nowhere, so that a
 * channel of a million costs no memory; accounts added, renamed or deleted by hand are kept in maps above them.
 */
export class Users {
  readonly #seed: number;
  readonly #count: number;
  readonly #firstId: number;
  readonly #indexOfPair = new Int32Array(WORD_PAIRS);
  readonly #changed = new Map<string, SimUser>();
  readonly #idByLogin = new Map<string, string>();

  constructor(seed: number, count: number) {
    this.#seed = seed;
    this.#count = count;
    this.#firstId = 400_000_000 + (Math.abs(seed) % 1000) * 1000;
    for (let j = 0; j < WORD_PAIRS; j++) this.#indexOfPair[this.#pairAt(j)] = j;
  }

  /** How many accounts are computed: indices 0 to `count - 1`. */
  get count(): number {
    return this.#count;
  }

  idAt(index: number): string {
    return String(this.#firstId + index * ID_STEP);
  }

  /** Index of a computed account, or -1. */
  indexOf(userId: string): number {
    const index = (Number(userId) - this.#firstId) / ID_STEP;
    return Number.isInteger(index) && index >= 0 && index < this.#count ? index : -1;
  }

  get(userId: string): SimUser | undefined {
    const changed = this.#changed.get(userId);
    if (changed) return changed;
    const index = this.indexOf(userId);
    return index < 0 ? undefined : this.#compute(index);
  }

  /** Whoever holds this login now; a login given up and taken by another account is the other's. */
  byLogin(login: string): SimUser | undefined {
    const wanted = login.toLowerCase();
    const id = this.#idByLogin.get(wanted);
    if (id !== undefined) return this.#changed.get(id);
    const index = this.#indexOfLogin(wanted);
    if (index < 0 || this.#changed.has(this.idAt(index))) return undefined;
    return this.#compute(index);
  }

  add(user: SimUser): SimUser {
    const holder = this.byLogin(user.userLogin);
    if (holder && holder.userId !== user.userId) {
      throw new Error(`login ${user.userLogin} is held by ${holder.userId}`);
    }
    const previous = this.#changed.get(user.userId);
    if (previous) this.#idByLogin.delete(previous.userLogin);
    const stored = { ...user, userLogin: user.userLogin.toLowerCase() };
    this.#changed.set(user.userId, stored);
    if (stored.userLogin !== '') this.#idByLogin.set(stored.userLogin, user.userId);
    return stored;
  }

  /** The account, made up on the spot when a test names an id that nobody has. */
  ensure(userId: string): SimUser {
    if (!/^[1-9]\d*$/.test(userId)) throw new Error(`not a Twitch user id: ${JSON.stringify(userId)}`);
    return (
      this.get(userId) ??
      this.add({ userId, userLogin: `viewer${userId}`, userDisplayName: `Viewer${userId}` })
    );
  }

  rename(userId: string, userLogin: string, userDisplayName = userLogin): SimUser {
    this.ensure(userId);
    return this.add({ userId, userLogin, userDisplayName });
  }

  /** Deletes the account as Twitch shows it: lists still carry the id, with empty names; look-ups find nobody. */
  erase(userId: string): void {
    this.rename(userId, '', '');
  }

  #pairAt(j: number): number {
    return (((j * SHUFFLE + this.#seed * 31) % WORD_PAIRS) + WORD_PAIRS) % WORD_PAIRS;
  }

  #compute(index: number): SimUser {
    const pair = this.#pairAt(index % WORD_PAIRS);
    const round = Math.floor(index / WORD_PAIRS);
    const number = round === 0 ? '' : String(round + 1);
    const first = FIRST_WORDS[Math.floor(pair / SECOND_WORDS.length)] ?? '';
    const second = SECOND_WORDS[pair % SECOND_WORDS.length] ?? '';
    const draw = mix(this.#seed, index);
    const stem = draw % 16 === 0 ? LOCALIZED_STEMS[(draw >>> 8) % LOCALIZED_STEMS.length] : undefined;
    return {
      userId: this.idAt(index),
      userLogin: first + second + number,
      userDisplayName:
        stem === undefined ? capitalize(first) + capitalize(second) + number : `${stem}${index}`,
    };
  }

  #indexOfLogin(login: string): number {
    const parts = /^([a-z]+)(\d*)$/.exec(login);
    const pair = parts?.[1] === undefined ? undefined : pairByWord.get(parts[1]);
    if (pair === undefined || parts?.[2] === '1' || parts?.[2]?.startsWith('0')) return -1;
    const round = parts?.[2] ? Number(parts[2]) - 1 : 0;
    const index = round * WORD_PAIRS + (this.#indexOfPair[pair] ?? 0);
    return index < this.#count ? index : -1;
  }
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
