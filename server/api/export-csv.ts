import { TWITCH } from '../core/platform.ts';
import { type HeldRole, ROLE_OF_KIND } from '../core/roles.ts';
import { toTime } from './wire.ts';
import type { ExportData } from '../backup/export.ts';
import { inSlices } from './export-text.ts';
import type { GrantView, OverrideView } from '../access/exception-views.ts';

/** One table for all: roles, overrides and grants, told apart by `record`. */
const COLUMNS = [
  'record',
  'userId',
  'userLogin',
  'userDisplayName',
  'role',
  'tier',
  'isGift',
  'gifterId',
  'gifterLogin',
  'feature',
  'effect',
  'minutes',
  'startedAtUtc',
  'untilUtc',
  'endedAtUtc',
  'source',
  'endedSource',
  'endReason',
  'by',
  'endedBy',
  'note',
  'redemptionId',
  'platform',
  'key',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>;

/** Excel takes a file without it for one in the PC's old code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** An export for a spreadsheet, a piece at a time: RFC 4180, UTF-8. Unknown is an empty cell. */
export async function* toCsvExport(data: ExportData): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + COLUMNS.join(',') + '\r\n';
  for await (const batch of inSlices(data.overrides)) yield lines(batch.map(overrideRow));
  for await (const batch of inSlices(data.grants)) yield lines(batch.map(grantRow));
  for await (const batch of data.roles) yield lines(batch.map(roleRow));
}

function lines(rows: readonly Row[]): string {
  let text = '';
  for (const row of rows) text += `${COLUMNS.map((column) => cell(row[column])).join(',')}\r\n`;
  return text;
}

function overrideRow(view: OverrideView): Row {
  const { userId, userLogin, userDisplayName, feature, effect, until, note, by, endedBy, endReason } = view;
  return {
    ...{
      record: 'override',
      platform: view.platform,
      userId,
      userLogin,
      userDisplayName,
      feature,
      effect,
      note,
      by,
      endedBy,
      endReason,
    },
    startedAtUtc: toCellTime(view.setAt),
    untilUtc: until === 'stream_end' ? until : toCellTime(until),
    endedAtUtc: toCellTime(view.endedAt),
  };
}

function grantRow(view: GrantView): Row {
  const { userId, userLogin, userDisplayName, feature, minutes, note, by, endedBy, endReason } = view;
  const { source, redemptionId, key } = view;
  return {
    ...{
      record: 'grant',
      platform: view.platform,
      userId,
      userLogin,
      userDisplayName,
      feature,
      minutes,
      note,
      by,
      endedBy,
      endReason,
    },
    ...{ source, redemptionId, key },
    startedAtUtc: toCellTime(view.addedAt),
    untilUtc: toCellTime(view.expiresAt),
    endedAtUtc: toCellTime(view.endedAt),
  };
}

function roleRow({ kind, user, detail, grantedAt, source, revokedAt, revokedSource }: HeldRole): Row {
  return {
    record: 'role',
    platform: TWITCH,
    userId: user.userId,
    userLogin: user.userLogin,
    userDisplayName: user.userDisplayName,
    role: ROLE_OF_KIND[kind],
    tier: detail.tier,
    isGift: detail.isGift,
    gifterId: detail.gifterId,
    gifterLogin: detail.gifterLogin,
    startedAtUtc: toCellTime(grantedAt),
    endedAtUtc: toCellTime(revokedAt),
    source,
    endedSource: revokedSource,
  };
}

/** `2025-01-31 18:05:01`: spreadsheets know it for a time. */
function toCellTime(at: number | null): string | null {
  return at === null ? null : toTime(at).slice(0, 19).replace('T', ' ');
}

/** What a spreadsheet would take for a formula, also in full width and behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u;
/**
 * The same behind what separates cells in many countries (`;`), behind a comma and in a line of its own: where
 * another sign separates, the quotes around a cell hold nothing together.
 */
const INNER_FORMULA = /([;,\r\n])(?=(?:[^\S\r\n]|")*[=+\-@＝＋－＠])/gu;

/** A name that somebody chose must not become a formula on the streamer's PC: it is marked as text. */
function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const inner = value.replace(INNER_FORMULA, "$1'");
  const safe = FORMULA.test(inner) ? `'${inner}` : inner;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
