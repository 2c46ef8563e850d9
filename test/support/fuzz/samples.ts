import type { JsonSchema } from '../../../server/protocol/docs/json-schema.ts';
import type { Random } from '../../soak/random.ts';

/** Values by the name of what they are for, so that more than a few samples name something that is there. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;

const TEXTS = [
  '',
  'a',
  'tts',
  'song-request',
  'manual-ui',
  'api:fuzz',
  'some words',
  '12345678',
  '2026-01-31T20:15:00Z',
  '2030-01-31T20:15:00+02:00',
  'Grüße {name}',
  '127.0.0.1',
  '#a0b1c2',
];
const DEEPEST = 6;

/** Values that a schema takes, mostly. */
export class Samples {
  readonly #random: Random;
  readonly #pools: Pools;

  constructor(random: Random, pools: Pools) {
    this.#random = random;
    this.#pools = pools;
  }

  of(schema: JsonSchema): unknown {
    return this.#value(schema, schema.$defs ?? {}, '', 0);
  }

  #value(schema: JsonSchema, defs: NonNullable<JsonSchema['$defs']>, name: string, depth: number): unknown {
    const random = this.#random;
    const pool = this.#pools[name];
    if (pool && random.chance(0.7)) return random.pick(pool);
    if (schema.$ref !== undefined) {
      const target = defs[schema.$ref.replace('#/$defs/', '')];
      return target ? this.#value(target, defs, name, depth) : null;
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return random.pick(schema.enum);
    const choice = schema.anyOf ?? schema.oneOf;
    if (choice && schema.properties === undefined)
      return this.#value(random.pick(choice), defs, name, depth + 1);
    const type =
      typeof schema.type === 'string' ? schema.type : random.pick(schema.type ?? ['string', 'null']);
    if (type === 'object') return this.#object(schema, defs, depth);
    if (type === 'array') return this.#list(schema, defs, depth);
    if (type === 'string') return this.#text(schema);
    if (type === 'integer') return random.between(schema.minimum ?? 0, Math.min(schema.maximum ?? 600, 1e6));
    if (type === 'number') return random.next() * Math.min(schema.maximum ?? 600, 1e6);
    return type === 'boolean' ? random.chance(0.5) : null;
  }

  #object(schema: JsonSchema, defs: NonNullable<JsonSchema['$defs']>, depth: number): object {
    const required = new Set(schema.required ?? []);
    const fields = Object.entries(schema.properties ?? {})
      .filter(([name]) => required.has(name) || this.#random.chance(depth > DEEPEST ? 0 : 0.4))
      .map(([name, field]) => [name, this.#value(field, defs, name, depth + 1)] as const);
    const { additionalProperties: more } = schema;
    if (typeof more === 'object' && depth < DEEPEST) {
      for (const name of ['tts', 'premium-voice', 'x']) {
        if (this.#random.chance(0.6)) fields.push([name, this.#value(more, defs, name, depth + 1)]);
      }
    }
    return Object.fromEntries(fields);
  }

  #list(schema: JsonSchema, defs: NonNullable<JsonSchema['$defs']>, depth: number): unknown[] {
    const length = depth > DEEPEST ? 0 : this.#random.between(0, 3);
    return Array.from({ length }, () => this.#value(schema.items ?? {}, defs, '', depth + 1));
  }

  #text({ format, pattern }: JsonSchema): string {
    if (format === 'date-time') return new Date(Date.UTC(2026, this.#random.between(0, 60), 1)).toISOString();
    if (pattern === undefined) return this.#random.pick(TEXTS);
    const expression = new RegExp(pattern, 'u');
    const fitting = TEXTS.filter((text) => expression.test(text));
    return fitting.length > 0 ? this.#random.pick(fitting) : this.#random.pick(TEXTS);
  }
}
