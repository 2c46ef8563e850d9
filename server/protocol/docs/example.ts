import type { JsonSchema } from './json-schema.ts';

/** The shapes that have a name, by name. */
export type Shapes = ReadonlyMap<string, JsonSchema>;

const TIME = '2026-01-31T20:15:00.000Z';
/** Words that say more than "text"; by the name of the field. */
const WORDS: Readonly<Record<string, string>> = {
  userId: '12345678',
  userLogin: 'some_viewer',
  userDisplayName: 'Some_Viewer',
  feature: 'tts',
  message: 'Some_Viewer is a VIP.',
  platform: 'twitch',
  source: 'manual-ui',
};

/** Something that fits a schema of ours, as short as it may be: the first choice of each, lists of one. */
export function exampleOf(schema: JsonSchema, shapes: Shapes, name = ''): unknown {
  if (schema.$ref) return exampleOf(shapes.get(schema.$ref.replace('#/$defs/', '')) ?? {}, shapes, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first) return exampleOf(first, shapes, name);
  const [type] = [schema.type ?? 'null'].flat();
  if (type === 'object') return exampleObject(schema, shapes);
  if (type === 'array') return schema.items ? [exampleOf(schema.items, shapes, name)] : [];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (type !== 'string') return null;
  if (schema.format === 'uri') return 'http://127.0.0.1:7653/';
  return schema.format === 'date-time' ? TIME : (WORDS[name] ?? 'text');
}

/** What may be left out is, but where an object has nothing else. */
function exampleObject(schema: JsonSchema, shapes: Shapes): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => required.has(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, shapes, name)]));
}
