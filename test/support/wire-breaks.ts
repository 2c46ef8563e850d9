import type { JsonSchema } from '../../server/protocol/docs/json-schema.ts';
import { includesLevel, type Level } from '../../server/protocol/levels.ts';

type Defs = Readonly<Record<string, JsonSchema>>;
/** What tools send us, or what we send them: what breaks the one is harmless to the other. */
type Direction = 'sent by tools' | 'sent by Rolecall';

/**
 * What tools that know the older contract trip over in the newer one, a line each. Both are the `$defs` of
 * `/api/docs/socket.json`. What is only added breaks nothing.
 */
export function breaksOf(older: Defs, newer: Defs): string[] {
  return Object.entries(older).flatMap(([name, before]) => {
    const isFrame = /^(request|event)\./.test(name);
    const after = newer[name];
    if (!/^(params|result|data|request|event)\./.test(name)) return [];
    if (!after) return [`${name} is gone`];
    if (isFrame) return levelBreaks(name, before, after);
    const direction = name.startsWith('params.') ? 'sent by tools' : 'sent by Rolecall';
    return new Comparison(older, newer, direction).compare(name, before, after);
  });
}

function levelBreaks(name: string, before: JsonSchema, after: JsonSchema): string[] {
  const [was, is] = [before['x-level'], after['x-level']] as [Level | undefined, Level | undefined];
  return was && is && !includesLevel(was, is) ? [`${name}: who had the level ${was} needs ${is} now`] : [];
}

class Comparison {
  readonly #seen = new Set<string>();

  constructor(
    readonly older: Defs,
    readonly newer: Defs,
    readonly direction: Direction,
  ) {}

  compare(at: string, beforeRef: JsonSchema, afterRef: JsonSchema): string[] {
    const pair = `${beforeRef.$ref} ${afterRef.$ref}`;
    if (beforeRef.$ref && this.#seen.has(pair)) return [];
    this.#seen.add(pair);
    const before = resolve(this.older, beforeRef);
    const after = resolve(this.newer, afterRef);
    return [
      ...this.#values(at, valuesOf(this.older, before), valuesOf(this.newer, after)),
      ...this.#fields(at, objectIn(this.older, before), objectIn(this.newer, after)),
      ...(before.items && after.items ? this.compare(`${at}[]`, before.items, after.items) : []),
    ];
  }

  /** Words and types: tools may still send each that they did, and meet no type that they did not. */
  #values(at: string, before: Values, after: Values): string[] {
    if (this.direction === 'sent by Rolecall') {
      const strange = [...after.types].filter((type) => !before.types.has(type) && !before.types.has('any'));
      return strange.map((type) => `${at} may be ${type} now`);
    }
    if (after.types.has('any')) return [];
    const lost = [...before.types].filter((type) => !after.types.has(type));
    const words = after.words && [...(before.words ?? [])].filter((word) => !after.words?.has(word));
    return [
      ...lost.map((type) => `${at} takes no ${type} any more`),
      ...(words ?? []).map((word) => `${at} takes no ${word} any more`),
    ];
  }

  #fields(at: string, before: JsonSchema, after: JsonSchema): string[] {
    const fields = Object.entries(before.properties ?? {});
    const gone = fields
      .filter(([name]) => !after.properties?.[name])
      .map(([name]) => `${at}.${name} is gone`);
    const inner = fields.flatMap(([name, field]) => {
      const now = after.properties?.[name];
      return now ? this.compare(`${at}.${name}`, field, now) : [];
    });
    return [...gone, ...inner, ...this.#required(at, before, after)];
  }

  #required(at: string, { required: was = [] }: JsonSchema, { required: is = [], properties }: JsonSchema) {
    if (this.direction === 'sent by tools')
      return is.filter((name) => !was.includes(name)).map((name) => `${at}.${name} has to be sent now`);
    const gone = was.filter((name) => properties?.[name] && !is.includes(name));
    return gone.map((name) => `${at}.${name} may be left out now`);
  }
}

interface Values {
  readonly types: ReadonlySet<string>;
  /** null: any text. */
  readonly words: ReadonlySet<string> | null;
}

function resolve(defs: Defs, schema: JsonSchema): JsonSchema {
  return schema.$ref ? (defs[schema.$ref.replace('#/$defs/', '')] ?? {}) : schema;
}

const choicesOf = (defs: Defs, schema: JsonSchema): JsonSchema[] =>
  [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => {
    const found = resolve(defs, each);
    return found.anyOf || found.oneOf ? choicesOf(defs, found) : [found];
  });

function valuesOf(defs: Defs, schema: JsonSchema): Values {
  const all = schema.anyOf || (schema.oneOf && !schema.properties) ? choicesOf(defs, schema) : [schema];
  const types = all.flatMap((each) => typesOf(each));
  const texts = all.filter((each) => typesOf(each).includes('string'));
  const isOpen = texts.some((each) => each.enum === undefined && each.const === undefined);
  const words = texts.flatMap((each) => each.enum ?? [each.const]).map(String);
  return { types: new Set(types), words: isOpen || texts.length === 0 ? null : new Set(words) };
}

function typesOf({ type, enum: values, const: constant }: JsonSchema): string[] {
  if (type !== undefined) return typeof type === 'string' ? [type] : [...type];
  const known = values ?? (constant === undefined ? [] : [constant]);
  if (known.length === 0) return ['any'];
  return known.map((value) => (value === null ? 'null' : typeof value));
}

/** The object among what it may be, or one without fields. */
function objectIn(defs: Defs, schema: JsonSchema): JsonSchema {
  if (schema.properties) return schema;
  return choicesOf(defs, schema).find(({ properties }) => properties !== undefined) ?? {};
}
