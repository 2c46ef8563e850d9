import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { TokenHolder } from './guard.ts';
import { ApiError } from '../core/problem.ts';
import type { Clock, Timer } from '../core/clock.ts';
import type { Emitter } from '../core/events.ts';
import type { Level } from '../core/levels.ts';
import type { AccessTokenRecord, AccessTokenStore } from '../store/access-token-store.ts';

export const MAX_TOKENS = 50;
/** 32 random bytes cannot be guessed. */
const TOKEN_BYTES = 32;
/** How long the time of the last use may be in memory only. */
const SAVE_USES_MS = 60_000;

/** A token that lives as long as this process. */
export interface FixedToken extends TokenHolder {
  readonly token: string;
}

export interface ApiTokenDeps {
  readonly store: AccessTokenStore;
  readonly fixed: readonly FixedToken[];
  readonly clock: Clock;
  readonly onSecret: (secret: string) => void;
  readonly events: Emitter<TokenEvents>;
}

export interface TokenEvents {
  /** By its id, durably: those who came in with it have to go. */
  tokenRevoked: string;
}

/** Times are epoch ms. */
export type TokenView = Omit<AccessTokenRecord, 'hash'>;

export interface CreatedToken extends Omit<TokenView, 'lastUsedAt'> {
  /** The token itself: told once. */
  readonly token: string;
}

interface Entry extends TokenHolder {
  readonly hash: Buffer;
}

/** A new token, url-safe, with a prefix by which it is recognised where it leaked. */
export function makeToken(): string {
  return `rc_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
}

/** The tokens that let callers in: those that the owner made, and those of this start. */
export class ApiTokens {
  readonly #deps: ApiTokenDeps;
  readonly #fixed: readonly Entry[];
  #book: readonly Entry[] = [];
  /** Later than what the file says; a check writes nothing. */
  readonly #uses = new Map<string, number>();
  #saving: Timer | null = null;

  constructor(deps: ApiTokenDeps) {
    this.#deps = deps;
    this.#fixed = deps.fixed.map(({ token, ...holder }) => ({ ...holder, hash: digest(token) }));
    this.#readBook();
  }

  /**
   * The holder of a token; null: it is none of ours. Compared in constant time, over hashes, so that neither content
   * nor length of a token can be found out by measuring.
   */
  find(token: string): TokenHolder | null {
    const asked = digest(token);
    let found: Entry | null = null;
    for (const entry of this.#book) if (timingSafeEqual(entry.hash, asked)) found = entry;
    if (!found) return null;
    this.touch(found.id);
    this.#saving ??= this.#deps.clock.after(SAVE_USES_MS, () => void this.#saveUses());
    return { id: found.id, level: found.level };
  }

  /** The token is in use. Noted in memory: an open connection writes no file. */
  touch(id: string): void {
    this.#uses.set(id, this.#deps.clock.now());
  }

  /** Durable when it resolves. @throws Problem */
  async create(name: string, level: Level): Promise<CreatedToken> {
    const token = makeToken();
    this.#deps.onSecret(token);
    const made = { id: randomUUID(), name, level, createdAt: this.#deps.clock.now() };
    const record: AccessTokenRecord = { ...made, hash: digest(token).toString('hex'), lastUsedAt: null };
    await this.#change((records) => {
      if (records.length < MAX_TOKENS) return [...records, record];
      throw new ApiError('unavailable', `There are ${MAX_TOKENS} access tokens. Revoke one first.`);
    });
    return { ...made, token };
  }

  /** Newest first. */
  list(): TokenView[] {
    return this.#deps.store.all().map(this.#toView, this).reverse();
  }

  /** Durable when it resolves. @returns false if there is none of that id. @throws Problem */
  async revoke(id: string): Promise<boolean> {
    if (!this.#deps.store.all().some((record) => record.id === id)) return false;
    await this.#change((records) => records.filter((record) => record.id !== id));
    this.#uses.delete(id);
    this.#deps.events.emit('tokenRevoked', id);
    return true;
  }

  /** Saves when each was used last. */
  async close(): Promise<void> {
    this.#saving?.cancel();
    await this.#saveUses();
  }

  async #change(change: (records: readonly AccessTokenRecord[]) => readonly AccessTokenRecord[]) {
    await this.#deps.store.update(change);
    this.#readBook();
  }

  #readBook(): void {
    const kept = this.#deps.store.all();
    this.#book = [
      ...this.#fixed,
      ...kept.map(({ id, level, hash }) => ({ id, level, hash: Buffer.from(hash, 'hex') })),
    ];
  }

  async #saveUses(): Promise<void> {
    this.#saving = null;
    const withUse = (record: AccessTokenRecord): AccessTokenRecord => ({
      ...record,
      lastUsedAt: this.#lastUsedAt(record),
    });
    const isNews = (record: AccessTokenRecord): boolean => this.#lastUsedAt(record) !== record.lastUsedAt;
    // A failure is in the log by then; the next use saves this one too.
    await this.#deps.store
      .update((records) => (records.some(isNews) ? records.map(withUse) : records))
      .catch(() => undefined);
  }

  #lastUsedAt({ id, lastUsedAt }: AccessTokenRecord): number | null {
    return this.#uses.get(id) ?? lastUsedAt;
  }

  #toView(record: AccessTokenRecord): TokenView {
    const { id, name, level, createdAt } = record;
    return { id, name, level, createdAt, lastUsedAt: this.#lastUsedAt(record) };
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
