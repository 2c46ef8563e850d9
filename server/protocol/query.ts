import * as z from 'zod';
import { CLAIMS } from '../core/decide.ts';

/**
 * Turns a query string into params for callers that can do nothing else (Fetch URL, Mix It Up).
 * `consume=1`, `limit=20`, `kinds=vips,moderators`; the schema then checks the result as always.
 * A parameter given twice is refused by the schema (it arrives as an array). What a caller claims of a viewer
 * stands by itself: `member=`, `moderator=`.
 * @param others what stands in the query for somebody else
 */
export function paramsFromQuery(
  schema: z.ZodType,
  query: URLSearchParams,
  others: readonly string[] = [],
): Record<string, unknown> {
  const object = schema instanceof z.ZodPipe ? schema.in : schema;
  const shape = object instanceof z.ZodObject ? (object.shape as Record<string, z.ZodType>) : {};
  const given: [name: string, value: unknown][] = [];
  const claims: [name: string, value: unknown][] = [];
  for (const name of new Set(query.keys())) {
    if (others.includes(name)) continue;
    const values = query.getAll(name);
    if (isClaim(name) && Object.hasOwn(shape, 'claims')) {
      claims.push([name, values.length > 1 ? values : values[0]]);
      continue;
    }
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    given.push([name, values.length > 1 ? values : convert(field, values[0] ?? '')]);
  }
  // Not assigned, so that a parameter called __proto__ is just an unknown one.
  const params: Record<string, unknown> = Object.fromEntries(given);
  if (claims.length > 0)
    params['claims'] = { ...(params['claims'] as object | undefined), ...Object.fromEntries(claims) };
  return params;
}

function isClaim(name: string): boolean {
  return (CLAIMS as readonly string[]).includes(name);
}

type Convert = (text: string) => unknown;

/** To ask a schema what it is takes longer than everything else here. */
const converters = new WeakMap<z.ZodType, Convert>();

function convert(field: z.ZodType | undefined, text: string): unknown {
  if (!field) return text;
  let toValue = converters.get(field);
  if (!toValue) converters.set(field, (toValue = converterOf(unwrap(field))));
  return toValue(text);
}

function converterOf(inner: z.ZodType | undefined): Convert {
  if (inner instanceof z.ZodBoolean) return toBoolean;
  if (inner instanceof z.ZodNumber) return (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  if (inner instanceof z.ZodArray) return (text) => text.split(',').map((part) => part.trim());
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return parseJson;
  return (text) => text;
}

function toBoolean(text: string): unknown {
  const word = text.trim().toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  return ['0', 'false', 'no', 'off', ''].includes(word) ? false : text;
}

function unwrap(field: z.ZodType): z.ZodType | undefined {
  let inner: unknown = field;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault) {
    inner = inner.unwrap();
  }
  return inner instanceof z.ZodType ? inner : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
