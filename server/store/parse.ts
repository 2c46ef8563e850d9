import { toWritableTime } from '../core/clock.ts';

/** Hand-made checks of what comes from a file. Each throws an `Error` that names the place. */
export type Fields = Readonly<Record<string, unknown>>;

export function asObject(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'an object');
  return value as Fields;
}

/** An object with these fields and no others. One that may be missing ends in `?`. */
export function asShape(value: unknown, fields: readonly string[], at: string): Fields {
  const object = asObject(value, at);
  const names = new Set(fields.map((field) => field.replace('?', '')));
  for (const name of Object.keys(object)) {
    if (!names.has(name)) throw new Error(`${at} has a field "${name.slice(0, 40)}" that is not known`);
  }
  for (const field of fields) {
    if (!field.endsWith('?') && !Object.hasOwn(object, field)) throw new Error(`${at}.${field} is missing`);
  }
  return object;
}

export function asArray(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list');
  return value;
}

export function asString(value: unknown, at: string): string {
  if (typeof value !== 'string') throw wrong(at, 'a text');
  return value;
}

export function asBoolean(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw wrong(at, 'true or false');
  return value;
}

export function asInteger(value: unknown, at: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
    throw wrong(at, `a whole number from ${min} to ${max}`);
  return value;
}

/** A span or a count; it may have a fraction. */
export function asAmount(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw wrong(at, 'an amount');
  return value;
}

/** A point in time, epoch ms. What a clock that was far off has written is taken into the range that can be shown. */
export function asTime(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(at, 'a time');
  return toWritableTime(value);
}

export function asOneOf<const C extends string>(value: unknown, choices: readonly C[], at: string): C {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw wrong(at, choices.join(' or '));
  return found;
}

export function orNull<T>(value: unknown, parse: (value: unknown, at: string) => T, at: string): T | null {
  return value === null ? null : parse(value, at);
}

const wrong = (at: string, expected: string): Error => new Error(`${at} is not ${expected}`);
