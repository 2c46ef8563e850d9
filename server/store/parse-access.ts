import type { AccessEntry, AccessRecord, GrantRecord, OverrideRecord } from '../access/ports.ts';
import { FEATURE_NAME } from '../core/policy.ts';
import { StoreError } from './files/store-error.ts';
import { asAmount, asInteger, asObject, asOneOf, asString, asTime, type Fields, orNull } from './parse.ts';

const KINDS = ['override', 'grant'] as const;
const EFFECTS = ['allow', 'deny'] as const;
const OVERRIDE_ENDS = ['replaced', 'cleared', 'stream_end'] as const;
const GRANT_ENDS = ['extended', 'replaced', 'revoked'] as const;

/** One override or grant as a line holds it. @throws Error that says what is wrong */
export function parseAccessEntry(value: unknown): AccessEntry {
  const fields = asObject(value, 'record');
  return asOneOf(fields['kind'], KINDS, 'kind') === 'grant'
    ? { kind: 'grant', record: parseGrant(fields) }
    : { kind: 'override', record: parseOverride(fields) };
}

/** @throws StoreError `invalid_data` if a record could not be read again */
export function checkReadable(entries: readonly AccessEntry[]): void {
  try {
    for (const entry of entries) parseAccessEntry(accessEntryFields(entry));
  } catch (error) {
    throw new StoreError('invalid_data', `Not saved: ${(error as Error).message}.`, null, error);
  }
}

/** The line's form of what `parseAccessEntry` reads. */
export const accessEntryFields = ({ kind, record }: AccessEntry): object => ({ kind, ...record });

function parseCommon(fields: Fields): Omit<AccessRecord, 'endReason'> {
  const textOrNull = (name: string): string | null => orNull(fields[name], asString, name);
  const feature = asString(fields['feature'], 'feature');
  if (!FEATURE_NAME.test(feature)) throw new Error('feature is not a name');
  return {
    id: asInteger(fields['id'], 'id', 1),
    userId: asString(fields['userId'], 'userId'),
    userLogin: textOrNull('userLogin'),
    userDisplayName: textOrNull('userDisplayName'),
    feature,
    note: textOrNull('note'),
    by: asString(fields['by'], 'by'),
    endedAt: orNull(fields['endedAt'], asTime, 'endedAt'),
    endedBy: textOrNull('endedBy'),
  };
}

function parseOverride(fields: Fields): OverrideRecord {
  const { until, endReason } = fields;
  return {
    // The others last: what is added after a spread makes V8 keep the garbage of each until it collects everything.
    effect: asOneOf(fields['effect'], EFFECTS, 'effect'),
    until: until === 'stream_end' ? until : orNull(until, asTime, 'until'),
    setAt: asTime(fields['setAt'], 'setAt'),
    endReason: orNull(endReason, (value, at) => asOneOf(value, OVERRIDE_ENDS, at), 'endReason'),
    ...parseCommon(fields),
  };
}

function parseGrant(fields: Fields): GrantRecord {
  const { endReason, key } = fields;
  return {
    minutes: asAmount(fields['minutes'], 'minutes'),
    addedAt: asTime(fields['addedAt'], 'addedAt'),
    expiresAt: asTime(fields['expiresAt'], 'expiresAt'),
    source: asString(fields['source'], 'source'),
    redemptionId: orNull(fields['redemptionId'], asString, 'redemptionId'),
    endReason: orNull(endReason, (value, at) => asOneOf(value, GRANT_ENDS, at), 'endReason'),
    ...(key === undefined || key === null ? {} : { key: asString(key, 'key') }),
    ...parseCommon(fields),
  };
}
