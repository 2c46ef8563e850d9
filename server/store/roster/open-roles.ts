import {
  type HeldRole,
  type Kind,
  KINDS,
  type RoleChange,
  type RoleDetail,
  type User,
} from '../../core/roles.ts';
import { Column, Words } from './columns.ts';
import { IdRows } from './id-rows.ts';

/** Of a line of the journal that begins a role or says something new of it. */
type Told = Exclude<RoleChange, { change: 'revoked' }>;

/** A role that ended; `namesAt`: its last names stand in that line of the journal, those in `role` are newer. */
export interface Ended {
  readonly role: HeldRole;
  readonly namesAt: number | null;
}

/** What is known of one viewer's role, a row a viewer. */
class OpenKind {
  readonly rows = new IdRows();
  /** Where the last line about it begins, plus 1; 0: not held. */
  readonly line = new Column((length) => new Float64Array(length));
  readonly grantedAt = new Column((length) => new Float64Array(length));
  readonly source = new Column((length) => new Int32Array(length));
  readonly detail = new Column((length) => new Int32Array(length));
  readonly names = new Column((length) => new Int32Array(length));
}

/** Lines are longer than this: each of these steps holds the beginning of at most one. */
const STEP_BYTES = 32;

/**
 * Roles whose end has not been read yet, in some 50 bytes each: what a role needs when it ends, and where its last
 * line is. The journal has the rest.
 */
export class OpenRoles {
  readonly #byKind = Object.fromEntries(KINDS.map((kind) => [kind, new OpenKind()])) as Readonly<
    Record<Kind, OpenKind>
  >;
  readonly #sources = new Words<string>();
  readonly #details = new Words<RoleDetail>();
  /** Whether the last line of a role begins in a step. */
  readonly #isLast = new Column((length) => new Uint8Array(length));
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** @param at where the change begins in the journal. @returns the role that it ends, if any */
  take(change: RoleChange, at: number): Ended | null {
    const kind = this.#byKind[change.kind];
    const row = kind.rows.rowOf(change.user.userId);
    const before = kind.line.get(row) - 1;
    const isEnd = endsRole(change);
    const ended = before >= 0 && isEnd ? this.#end(kind, row, before, change) : null;
    if (before >= 0) this.#isLast.set(Math.floor(before / STEP_BYTES), 0);
    if (before < 0 && change.change !== 'revoked') this.#size++;
    if (before >= 0 && change.change === 'revoked') this.#size--;
    if (change.change === 'revoked') kind.line.set(row, 0);
    else this.#note(kind, row, change, at, before < 0 || isEnd);
    return ended;
  }

  /** Whether a line that begins here is the last of a role that is held. */
  isLast(at: number): boolean {
    return this.#isLast.get(Math.floor(at / STEP_BYTES)) === 1;
  }

  /** The role that is held, from its last line. */
  held({ kind, user, detail }: Told): HeldRole {
    const { rows, grantedAt, source } = this.#byKind[kind];
    const row = rows.rowOf(user.userId);
    const begin = { at: grantedAt.get(row), source: this.#sources.valueOf(source.get(row)) };
    return heldRole(begin, { kind, user, detail }, null);
  }

  #note(kind: OpenKind, row: number, { user, detail, ...told }: Told, at: number, isFirst: boolean): void {
    kind.line.set(row, at + 1);
    this.#isLast.set(Math.floor(at / STEP_BYTES), 1);
    kind.names.set(row, hashOf(user));
    const { tier, isGift, gifterId, gifterLogin } = detail;
    const key = gifterId === null && gifterLogin === null ? `${tier} ${isGift}` : JSON.stringify(detail);
    kind.detail.set(row, this.#details.numberOf(key, { tier, isGift, gifterId, gifterLogin }));
    if (!isFirst) return;
    kind.grantedAt.set(row, told.at);
    kind.source.set(row, this.#sources.numberOf(told.source, told.source));
  }

  #end({ grantedAt, source, detail, names }: OpenKind, row: number, at: number, end: RoleChange): Ended {
    const begin = { at: grantedAt.get(row), source: this.#sources.valueOf(source.get(row)) };
    const last = { kind: end.kind, user: end.user, detail: this.#details.valueOf(detail.get(row)) };
    const isSameName = names.get(row) === hashOf(end.user);
    return { role: heldRole(begin, last, end), namesAt: isSameName ? null : at };
  }
}

/** FNV-1a. Two names of one viewer that share it are taken for one: once in four thousand million renamings. */
function hashOf({ userLogin, userDisplayName }: User): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < userLogin.length; i++) hash = Math.imul(hash ^ userLogin.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ 0x10000, 0x01000193);
  for (let i = 0; i < userDisplayName.length; i++)
    hash = Math.imul(hash ^ userDisplayName.charCodeAt(i), 0x01000193);
  return hash;
}

/** A grant of what is held already ends that too: the revoke before it got lost with a damaged line. */
export function endsRole({ change }: RoleChange): boolean {
  return change !== 'updated';
}

/**
 * @param begin what began it, as far as is known
 * @param last the newest that was said of it
 * @param end null: holds it now
 */
export function heldRole(
  begin: Pick<RoleChange, 'at' | 'source'>,
  { kind, user, detail }: Pick<Told, 'kind' | 'user' | 'detail'>,
  end: RoleChange | null,
): HeldRole {
  return {
    kind,
    user,
    detail,
    grantedAt: begin.at,
    source: begin.source,
    revokedAt: end?.at ?? null,
    revokedSource: end?.source ?? null,
  };
}
