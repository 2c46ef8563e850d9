import * as z from 'zod';

/** The part of JSON Schema (2020-12) that our shapes come out as. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly title?: string;
  readonly description?: string;
  /** Who may call or subscribe. */
  readonly 'x-level'?: string;
}

/** What a caller may send (`input`: defaults may be left out), or what is answered (`output`). */
export type Direction = 'input' | 'output';

/**
 * A shape as JSON Schema, with the named shapes that it uses under `$defs`. Made for programs that check data
 * against it: times in a form that a person can read too.
 */
export function schemaOf(schema: z.ZodType, io: Direction): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== 'date-time') return;
      // `format` says it all; what we send always has milliseconds and is UTC.
      if (io === 'input') delete jsonSchema.pattern;
      else jsonSchema.pattern = '\\.\\d{3}Z$';
    },
  }) as JsonSchema;
}
