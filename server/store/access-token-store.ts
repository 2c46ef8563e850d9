import { type Level, LEVELS } from '../core/levels.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asArray, asOneOf, asShape, asString, asTime, orNull } from './parse.ts';

/** A token of our own API, without the token itself. Times are epoch ms. */
export interface AccessTokenRecord {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  /** SHA-256 of the token, hex: a token is random and long, so nobody gets from the one to the other. */
  readonly hash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

type Records = readonly AccessTokenRecord[];

/** `access-tokens.json` (mode 0600): who may come in. Not to be mixed up with `tokens.json`, Twitch's. */
export class AccessTokenStore {
  readonly #file: JsonFile<Records>;

  constructor(file: JsonFile<Records>) {
    this.#file = file;
  }

  /** Oldest first. */
  all(): Records {
    return this.#file.data;
  }

  /** Changes them from what they are at that moment; durable when it resolves. @throws StoreError `not_saved` */
  async update(change: (records: Records) => Records): Promise<void> {
    await this.#file.update(change);
  }

  settle(): Promise<void> {
    return this.#file.settle();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openAccessTokens(deps: StoreDeps): Promise<AccessTokenStore> {
  const file = await openJsonFile<Records>(deps, {
    name: 'access-tokens',
    version: 1,
    defaults: [],
    parse: parseRecords,
    copy: 'now',
    isOldFine: false, // a token that was revoked would be good again
    lost: {
      code: 'access_tokens_lost',
      message: 'All access tokens are lost: tools that use one are refused.',
      fix: 'Make new ones in the settings.',
    },
  });
  return new AccessTokenStore(file);
}

const FIELDS = ['id', 'name', 'level', 'hash', 'createdAt', 'lastUsedAt'];

// Strict: a file that is not understood must not let anybody in.
function parseRecords(value: unknown): Records {
  const records = asArray(value, 'tokens').map((record, i) => parseRecord(record, `tokens[${i}]`));
  if (new Set(records.map(({ id }) => id)).size < records.length) throw new Error('tokens has an id twice');
  return records;
}

function parseRecord(value: unknown, at: string): AccessTokenRecord {
  const fields = asShape(value, FIELDS, at);
  const hash = asString(fields['hash'], `${at}.hash`);
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`${at}.hash is not a hash`);
  return {
    id: asString(fields['id'], `${at}.id`),
    name: asString(fields['name'], `${at}.name`),
    level: asOneOf(fields['level'], LEVELS, `${at}.level`),
    hash,
    createdAt: asTime(fields['createdAt'], `${at}.createdAt`),
    lastUsedAt: orNull(fields['lastUsedAt'], asTime, `${at}.lastUsedAt`),
  };
}
