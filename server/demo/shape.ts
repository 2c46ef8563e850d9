/**
 * What a value must be. With `?` it may be left out, with `|null` it may be null. `words` are a text that may be
 * empty; `time` is epoch ms or ISO 8601; `lag` is milliseconds or `[least, most]`; `any` is whatever JSON holds;
 * `on/off` is one of these texts.
 */
export type FieldType = `${Kind | `${string}/${string}`}${'' | '|null'}${'' | '?'}`;

type Kind = 'text' | 'words' | 'number' | 'boolean' | 'texts' | 'object' | 'time' | 'lag' | 'any';

/** The fields of a JSON object: its documentation and its check. */
export type Shape = Readonly<Record<string, FieldType>>;

export type Body = Record<string, unknown>;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isLag = (value: unknown): boolean => {
  if (!Array.isArray(value)) return isNumber(value) && value >= 0;
  const [least, most] = value as unknown[];
  return value.length === 2 && isNumber(least) && isNumber(most) && least >= 0 && most >= least;
};

interface Check {
  words: string;
  fits: (value: unknown) => boolean;
}

const KINDS: Record<Kind, Check> = {
  text: { words: 'a text', fits: (value) => isText(value) && value !== '' },
  words: { words: 'a text', fits: isText },
  number: { words: 'a number', fits: isNumber },
  boolean: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  texts: { words: 'a list of texts', fits: (value) => Array.isArray(value) && value.every(isText) },
  object: {
    words: 'an object',
    fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
  time: {
    words: 'epoch milliseconds or an ISO 8601 time',
    fits: (value) => isNumber(value) || (isText(value) && !Number.isNaN(Date.parse(value))),
  },
  lag: { words: 'milliseconds or [least, most]', fits: isLag },
  any: { words: 'anything', fits: () => true },
};

/** Throws one clear sentence about the first field that is missing, wrong or unknown. */
export function requireShape(shape: Shape, body: Body): void {
  for (const [name, type] of Object.entries(shape)) {
    const [, kind = '', nullable, optional] = /^([^|?]+)(\|null)?(\?)?$/.exec(type) ?? [];
    const value = body[name];
    if (value === undefined && optional) continue;
    if (value === undefined) throw new Error(`"${name}" is missing`);
    if (value === null && nullable) continue;
    const { words, fits } = checkOf(kind);
    if (!fits(value)) throw new Error(`"${name}" must be ${words}${nullable ? ' or null' : ''}`);
  }
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined) throw new Error(`unknown field "${unknown}"; ${describeShape(shape)}`);
}

function checkOf(kind: string): Check {
  if (Object.hasOwn(KINDS, kind)) return KINDS[kind as Kind];
  const choices = kind.split('/');
  return { words: choices.join(' or '), fits: (value) => isText(value) && choices.includes(value) };
}

/** As the list of calls shows it: `{userId: text, announce?: boolean}`. */
export function describeShape(shape: Shape): string {
  const fields = Object.entries(shape).map(([name, type]) =>
    type.endsWith('?') ? `${name}?: ${type.slice(0, -1)}` : `${name}: ${type}`,
  );
  return `{${fields.join(', ')}}`;
}
