import * as z from 'zod';
import { ACTIONS } from '../actions.ts';
import { checkAnswer } from '../check.ts';
import { EVENTS, type EventSpec } from '../events.ts';
import { schemaOf, type Direction, type JsonSchema } from './json-schema.ts';
import type { Level } from '../levels.ts';
import type { ActionSpec } from '../spec.ts';
import type { Steps } from './steps.ts';

export interface ActionSchemas {
  readonly level: Level;
  readonly summary: string;
  readonly params: JsonSchema;
  /** Whether something has to be said. */
  readonly needsParams: boolean;
  readonly result: JsonSchema;
}
export interface EventSchemas {
  readonly level: Level;
  readonly summary: string;
  readonly data: JsonSchema;
}

/** Everything that goes over the wire as JSON Schema. A `$ref` is `#/$defs/<name>` of one of `shapes`. */
export interface WireSchemas {
  readonly actions: ReadonlyMap<string, ActionSchemas>;
  readonly events: ReadonlyMap<string, EventSchemas>;
  /** What `GET /api/check` answers. */
  readonly check: JsonSchema;
  /** The shapes that have a name, by name, in order of the alphabet. */
  readonly shapes: ReadonlyMap<string, JsonSchema>;
}

/**
 * Describes both registries. In steps, because it takes a hundred milliseconds or more the first time.
 */
export function* collectSchemas(): Steps<WireSchemas> {
  const shapes = new Shapes();
  const actions: (readonly [string, ActionSpec])[] = Object.entries(ACTIONS);
  const results = new Map<string, JsonSchema>();
  for (const [name, { result }] of actions) {
    results.set(name, shapes.take(result, 'output'));
    yield;
  }
  const events = new Map<string, EventSchemas>();
  for (const [name, { level, summary, data }] of Object.entries(EVENTS) as [string, EventSpec][]) {
    events.set(name, { level, summary, data: shapes.take(data, 'output') });
    yield;
  }
  const described = new Map<string, ActionSchemas>();
  for (const [name, { level, summary, params }] of actions) {
    const result = results.get(name) ?? {};
    const needsParams = !params.safeParse({}).success;
    described.set(name, { level, summary, params: shapes.take(params, 'input'), needsParams, result });
    yield;
  }
  const check = shapes.take(checkAnswer(), 'output');
  return { actions: described, events, check, shapes: shapes.all() };
}

const PREFIX = '#/$defs/';

/** Named shapes of many schemas, put together. */
class Shapes {
  readonly #byName = new Map<string, JsonSchema>();

  all(): ReadonlyMap<string, JsonSchema> {
    return new Map([...this.#byName].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @returns the schema, a reference if it has a name itself */
  take(schema: z.ZodType, io: Direction): JsonSchema {
    const { $schema: _, $defs = {}, ...root } = schemaOf(schema, io);
    const { id } = z.globalRegistry.get(schema) ?? {};
    const isOwnDefinition = id !== undefined && root.$ref === undefined;
    const found = { ...$defs, ...(isOwnDefinition ? { [id]: root } : {}) };
    const names = this.#namesFor(found);
    for (const [name, shape] of Object.entries(found)) {
      this.#byName.set(
        names(name),
        withRefs(shape, (ref) => PREFIX + names(ref.slice(PREFIX.length))),
      );
    }
    const reference = isOwnDefinition ? { $ref: PREFIX + id } : root;
    return withRefs(reference, (ref) => PREFIX + names(ref.slice(PREFIX.length)));
  }

  /** A shape that is not the same when it is sent to us (defaults) goes by a name of its own. */
  #namesFor(found: Readonly<Record<string, JsonSchema>>): (name: string) => string {
    const differing = new Set<string>();
    const isOther = ([name, shape]: [string, JsonSchema]): boolean => {
      const known = this.#byName.get(name);
      const text = JSON.stringify(shape);
      const usesOther = [...differing].some((other) => text.includes(`"${PREFIX}${other}"`));
      return known !== undefined && (usesOther || JSON.stringify(known) !== text);
    };
    for (let before = -1; before !== differing.size;) {
      before = differing.size;
      for (const entry of Object.entries(found)) if (isOther(entry)) differing.add(entry[0]);
    }
    return (name) => (differing.has(name) ? `${name}Input` : name);
  }
}

/** A copy in which every `$ref` was changed. */
export function withRefs(schema: JsonSchema, change: (ref: string) => string): JsonSchema {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        key === '$ref' && typeof inner === 'string' ? [key, change(inner)] : [key, copy(inner)],
      ),
    );
  };
  return copy(schema) as JsonSchema;
}
