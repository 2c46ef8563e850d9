import type { ListFault } from './fault-types.ts';
import { find } from './faults.ts';
import { TwitchError } from './reply.ts';
import { START } from './roster.ts';
import type { RosterView } from './roster.ts';

/** Where a reader stands. Carries the page number too, so that "page 3" means something without a memory. */
export interface Cursor {
  list: string;
  /** Number of the page that this cursor leads to, from 1. */
  page: number;
  /** Position of the last row seen. */
  position: number;
  /** The moment that the whole list is read at, where pages do not each show their own. */
  asOf?: number | undefined;
}

export interface PageRequest {
  list: string;
  first: number;
  after: Cursor | null;
  before: Cursor | null;
  /** Goes into the cursor: the pages to come show the same moment. */
  asOf?: number | undefined;
}

export interface Page {
  userIds: string[];
  /** Undefined at the end: Twitch then sends an empty `pagination` object. */
  cursor: string | undefined;
}

/** Looks like Twitch's: opaque, base64, with a shape inside that nobody should rely on. */
export function encodeCursor(cursor: Cursor): string {
  const asOf = cursor.asOf === undefined ? '' : `:${cursor.asOf}`;
  const inner = `${cursor.list}:${cursor.page}:${cursor.position}${asOf}`;
  return Buffer.from(JSON.stringify({ b: null, a: { Cursor: inner } })).toString('base64');
}

/** Null for anything that this simulator did not hand out. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const outer = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as {
      a?: { Cursor?: unknown };
    } | null;
    const parts = /^([\w-]+):(\d+):(-?\d+)(?::(-?[\d.]+))?$/.exec(String(outer?.a?.Cursor));
    if (!parts) return null;
    const asOf = parts[4] === undefined ? undefined : Number(parts[4]);
    return { list: parts[1] ?? '', page: Number(parts[2]), position: Number(parts[3]), asOf };
  } catch {
    return null;
  }
}

/**
 * Reads `first` (1 to 100, default 20), `after` and `before`.
 * Throws 400 on a bad number, on a cursor of another list, and on both cursors at once.
 */
export function readPageRequest(query: URLSearchParams, list: string, max = 100): PageRequest {
  const first = query.get('first') || '20';
  if (!/^\d+$/.test(first) || Number(first) < 1 || Number(first) > max) {
    throw new TwitchError(400, `The parameter "first" was malformed: the value must be between 1 and ${max}`);
  }
  const cursors = (['after', 'before'] as const).map((name) => {
    const text = query.get(name) ?? '';
    const cursor = text === '' ? null : decodeCursor(text);
    if (text !== '' && cursor?.list !== list) {
      throw new TwitchError(400, `The parameter "${name}" was malformed: the value is not a valid cursor`);
    }
    return cursor;
  });
  const [after = null, before = null] = cursors;
  if (after && before) throw new TwitchError(400, 'Only one of "after" and "before" may be given');
  return { list, first: Number(first), after, before };
}

/** Cuts one page out of a list, bent by whatever faults strike it. */
export function cutPage(roster: RosterView, request: PageRequest, faults: readonly ListFault[]): Page {
  const { list, after, asOf } = request;
  const page = after?.page ?? 1;
  if (find(faults, 'empty-page')) {
    return {
      userIds: [],
      cursor: encodeCursor({ list, page: page + 1, position: after?.position ?? START, asOf }),
    };
  }
  const size = Math.min(request.first, find(faults, 'short-pages')?.size ?? Infinity);
  const overlap = find(faults, 'overlap') !== undefined;
  const { start, count } = startOf(roster, request, size, overlap);
  const { userIds, last, more } = walk(roster, start, count);
  const goesOn = more || (find(faults, 'trailing-page') !== undefined && userIds.length > 0);

  const hidden = new Set(faults.flatMap((fault) => (fault.kind === 'hide' ? fault.userIds : [])));
  const ghosts = page === 1 ? faults.flatMap((fault) => (fault.kind === 'ghost' ? fault.userIds : [])) : [];
  const shown = userIds.filter((userId) => !hidden.has(userId)).concat(ghosts);

  if (find(faults, 'repeat-cursor')) {
    return { userIds: shown, cursor: encodeCursor(after ?? { list, page: 1, position: START, asOf }) };
  }
  const end = find(faults, 'empty-cursor') ? '' : undefined;
  const cursor = goesOn ? encodeCursor({ list, page: page + 1, position: last, asOf }) : end;
  return { userIds: shown, cursor };
}

/** Where the page begins, and how many rows it may hold: fewer than asked when `before` nears the start. */
function startOf(
  roster: RosterView,
  { after, before }: PageRequest,
  size: number,
  overlap: boolean,
): { start: number; count: number } {
  if (before) {
    let start = before.position;
    let count = 0;
    while (count < size && roster.previous(start) !== START) {
      start = roster.previous(start);
      count++;
    }
    return { start, count };
  }
  if (!after) return { start: roster.next(START), count: size };
  const again = overlap && roster.at(after.position) !== undefined;
  return { start: again ? after.position : roster.next(after.position), count: size };
}

function walk(
  roster: RosterView,
  start: number,
  size: number,
): { userIds: string[]; last: number; more: boolean } {
  const userIds: string[] = [];
  let last = START;
  let position = start;
  while (position !== START && userIds.length < size) {
    userIds.push(roster.at(position) ?? '');
    last = position;
    position = roster.next(position);
  }
  return { userIds, last, more: position !== START };
}
