import type { Names } from './names.ts';
import type { GrantRecord, OverrideRecord } from './ports.ts';
import type { GrantFacts, OverrideFacts } from '../api/exceptions-port.ts';

/** An override with the viewer's names of now. What ran out by itself says when. */
export function toOverrideFacts(record: OverrideRecord, names: Names, now: number): OverrideFacts {
  const { until } = record;
  const shown = { ...record, ...names.current(record) };
  if (record.endedAt !== null) return { ...shown, active: false };
  if (typeof until !== 'number' || until > now) return { ...shown, active: true };
  return { ...shown, active: false, endedAt: until, endReason: 'expired' };
}

/** A grant, likewise. */
export function toGrantFacts(record: GrantRecord, names: Names, now: number): GrantFacts {
  const { expiresAt } = record;
  const shown = { ...record, ...names.current(record), remainingMs: 0 };
  if (record.endedAt !== null) return { ...shown, active: false };
  if (expiresAt > now) return { ...shown, active: true, remainingMs: Math.ceil(expiresAt - now) };
  return { ...shown, active: false, endedAt: expiresAt, endReason: 'expired' };
}
