import type { AccessEntry, AccessRecord, GrantRecord, OverrideRecord } from '../access/ports.ts';
import { FEATURE_NAME } from '../core/policy.ts';
import { asAmount, asInteger, asObject, asOneOf, asString, type Fields, orNull } from './parse.ts';

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
    endedAt: orNull(fields['endedAt'], asAmount, 'endedAt'),
    endedBy: textOrNull('endedBy'),
  };
}

function parseOverride(fields: Fields): OverrideRecord {
  const { until, endReason } = fields;
  return {
    ...parseCommon(fields),
    effect: asOneOf(fields['effect'], EFFECTS, 'effect'),
    until: until === 'stream_end' ? until : orNull(until, asAmount, 'until'),
    setAt: asAmount(fields['setAt'], 'setAt'),
    endReason: orNull(endReason, (value, at) => asOneOf(value, OVERRIDE_ENDS, at), 'endReason'),
  };
}

function parseGrant(fields: Fields): GrantRecord {
  const { endReason } = fields;
  return {
    ...parseCommon(fields),
    minutes: asAmount(fields['minutes'], 'minutes'),
    addedAt: asAmount(fields['addedAt'], 'addedAt'),
    expiresAt: asAmount(fields['expiresAt'], 'expiresAt'),
    source: asString(fields['source'], 'source'),
    redemptionId: orNull(fields['redemptionId'], asString, 'redemptionId'),
    endReason: orNull(endReason, (value, at) => asOneOf(value, GRANT_ENDS, at), 'endReason'),
  };
}
