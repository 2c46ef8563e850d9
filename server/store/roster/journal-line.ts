import { KINDS, NO_DETAIL, TIERS, type Kind, type RoleChange, type RoleDetail } from '../../core/roles.ts';
import { LineFields } from '../files/line-fields.ts';
import { isSealed, openLine, PREFIX_LENGTH, sealLine } from '../files/sealed-line.ts';
import { StoreError } from '../files/store-error.ts';

/**
 * One line of the journal: `["1c291ca3",17,1,2,"+","s","123","some_login","Some_Login",1735689600000,"startup","1000",0]`
 *
 * CRC-32 of all that follows `",` up to the line's end · sequence number · "change 1 of 2" of its
 * transaction · `+` granted, `-` revoked, `=` updated · kind · the viewer's id, login and display name · epoch
 * ms · source · and if there is any detail: tier, gift (0 or 1), and of a gift the giver's id and login.
 * This is the number, and which of how many it is of its transaction, from 1.
 */
export interface JournalPlace {
  readonly seq: number;
  readonly index: number;
  readonly count: number;
}

export const JOURNAL_VERSION = 1;
/** No line is longer. */
export const MAX_LINE_BYTES = 16 * 1024;
const FORMAT = 'rolecall.journal';

const MARK_OF = { granted: '+', revoked: '-', updated: '=' } as const;
const CHANGE_OF: ReadonlyMap<unknown, RoleChange['change']> = new Map([
  ['+', 'granted'],
  ['-', 'revoked'],
  ['=', 'updated'],
]);
const LETTER_OF = { subscribers: 's', vips: 'v', moderators: 'm' } as const satisfies Record<Kind, string>;
const KIND_OF: ReadonlyMap<unknown, Kind> = new Map(KINDS.map((kind) => [LETTER_OF[kind], kind]));
const TIER_SET: ReadonlySet<unknown> = new Set(TIERS);

/** @throws StoreError `invalid_data` if it could not be read again */
export function encodeLine(seq: number, index: number, count: number, change: RoleChange): string {
  if (!isReadable(change)) throw new StoreError('invalid_data', 'Not saved: a role that is none.');
  const { user, kind, at, source } = change;
  const tuple: unknown[] = [
    seq,
    index,
    count,
    MARK_OF[change.change],
    LETTER_OF[kind],
    user.userId,
    user.userLogin,
    user.userDisplayName,
    at,
    source,
  ];
  if (change.change !== 'revoked') tuple.push(...encodeDetail(change.detail));
  return sealLine(JSON.stringify(tuple));
}

/** A line that is no change: it goes on from this number after others were lost. */
export const encodeGap = (seq: number): string => sealLine(JSON.stringify([seq, 1, 1, 'gap']));

export interface JournalHeader {
  readonly version: number;
  /** The number before the first line: numbers go on when a journal is begun anew. */
  readonly base: number;
}

/** The first line of every journal. */
export const encodeHeader = (base: number): string =>
  sealLine(JSON.stringify([0, 0, 0, FORMAT, JOURNAL_VERSION, ...(base > 0 ? [base] : [])]));

/** What a journal's first line says, or null if that line is none. */
export function decodeHeader(line: Buffer): JournalHeader | null {
  const [, , , , format, version, base = 0] = openLine(line) ?? [];
  if (format !== FORMAT || typeof version !== 'number' || typeof base !== 'number') return null;
  return { version, base };
}

/** Whether a change can be read again: what `JournalDecoder` asks of a line. */
function isReadable({ user, at, source, kind, ...change }: RoleChange): boolean {
  const { userId, userLogin, userDisplayName } = user;
  if (typeof userId !== 'string' || typeof userLogin !== 'string' || typeof userDisplayName !== 'string')
    return false;
  if (typeof source !== 'string' || !Number.isFinite(at)) return false;
  if (!Object.hasOwn(LETTER_OF, kind) || !Object.hasOwn(MARK_OF, change.change)) return false;
  return change.change === 'revoked' || decodeDetail(encodeDetail(change.detail), 0) !== null;
}

/** Where a line stands, without the cost of reading all of it; null if its checksum does not fit. */
export function decodePosition(line: Buffer): JournalPlace | null {
  if (!isSealed(line)) return null;
  placeFields.open(line, PREFIX_LENGTH);
  return readPlace(placeFields);
}

const placeFields = new LineFields();

function readPlace(fields: LineFields): JournalPlace | null {
  const seq = fields.next();
  const index = fields.next();
  const count = fields.next();
  if (typeof seq !== 'number' || typeof index !== 'number' || typeof count !== 'number') return null;
  return { seq, index, count };
}

/** Reads the changes of a journal. Keeps one copy of each source, of which there are few. */
export class JournalDecoder {
  readonly #fields = new LineFields();
  readonly #sources = new Map<string, string>();

  /** null: damaged, or not a change. */
  decode(line: Buffer): RoleChange | null {
    return isSealed(line) ? this.decodeSealed(line) : null;
  }

  /** The same of a line whose checksum has been looked at. */
  decodeSealed(line: Buffer): RoleChange | null {
    const fields = this.#fields;
    fields.open(line, PREFIX_LENGTH);
    if (!readPlace(fields)) return null;
    // Each by itself: patterns and lists take several times longer, and this runs 700,000 times.
    const change = CHANGE_OF.get(fields.next());
    const kind = KIND_OF.get(fields.next());
    const userId = fields.next();
    const userLogin = fields.next();
    const userDisplayName = fields.next();
    const at = fields.next();
    const source = fields.next();
    if (!kind || !change || typeof at !== 'number' || typeof source !== 'string') return null;
    if (typeof userId !== 'string' || typeof userLogin !== 'string') return null;
    if (typeof userDisplayName !== 'string') return null;
    const base = { kind, user: { userId, userLogin, userDisplayName }, at, source: this.#share(source) };
    if (change === 'revoked') return { change, ...base };
    const rest = fields.rest();
    const detail = rest && decodeDetail(rest, 0);
    return detail && { change, ...base, detail };
  }

  #share(source: string): string {
    const known = this.#sources.get(source);
    if (known === undefined) this.#sources.set(source, source);
    return known ?? source;
  }
}

/** As the end of a tuple: nothing, `tier, gift` or `tier, gift, gifterId, gifterLogin`. */
export function encodeDetail({ tier, isGift, gifterId, gifterLogin }: RoleDetail): unknown[] {
  if (gifterId !== null || gifterLogin !== null) return [tier, isGift ? 1 : 0, gifterId, gifterLogin];
  return tier !== null || isGift ? [tier, isGift ? 1 : 0] : [];
}

/** The detail that begins at `from`; null if it is none. */
export function decodeDetail(tuple: readonly unknown[], from: number): RoleDetail | null {
  if (tuple.length === from) return NO_DETAIL;
  const tier = tuple[from];
  const gift = tuple[from + 1];
  const gifterId = tuple[from + 2] ?? null;
  const gifterLogin = tuple[from + 3] ?? null;
  if (tier !== null && !TIER_SET.has(tier)) return null;
  if ((gift !== 0 && gift !== 1) || !isStringOrNull(gifterId) || !isStringOrNull(gifterLogin)) return null;
  return { tier: tier as RoleDetail['tier'], isGift: gift === 1, gifterId, gifterLogin };
}

const isStringOrNull = (value: unknown): value is string | null =>
  value === null || typeof value === 'string';
