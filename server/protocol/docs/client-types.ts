import { ERROR_CODES } from '../errors.ts';
import type { JsonSchema } from './json-schema.ts';
import { runNow } from './steps.ts';
import { collectSchemas } from './wire-schemas.ts';

const HEAD = `// The types of rolecall/client, made by \`npm run build\` from the registry of actions and events. They need no
// other package.`;

const VALUES = `/** A client that does nothing before \`connect()\`. Throws if the address is none or there is no WebSocket. */
export declare function createClient(options: ClientOptions): RolecallClient;

/** Why a call failed. \`message\` is a plain sentence that may be shown to a person. */
export declare class RolecallError extends Error {
  readonly code: ClientErrorCode;
  constructor(code: ClientErrorCode, message: string);
}`;

const LOOK_UPS = `export type ActionName = keyof Actions;
/** What a caller sends. */
export type ParamsIn<A extends ActionName> = Actions[A]['params'];
/** What comes back. */
export type Result<A extends ActionName> = Actions[A]['result'];
export type EventName = keyof Events;
export type EventData<E extends EventName> = Events[E];`;

/**
 * The declarations of the client library, whole: types of every action and event as plain interfaces.
 * @param api the text of integrations/client/api.ts, which holds nothing but types
 */
export function renderClientTypes(api: string): string {
  const { actions, events, shapes } = runNow(collectSchemas());
  const named = new Named();
  for (const [name, shape] of shapes) named.add(name, shape);
  const actionLines: string[] = [];
  for (const [name, { level, summary, params, result }] of actions) {
    const paramsName = named.add(`${typeName(name)}Params`, params, `What \`${name}\` (${level}) takes.`);
    const resultName = named.add(`${typeName(name)}Result`, result, `What \`${name}\` answers.`);
    actionLines.push(
      comment(summary, '  '),
      `  ${JSON.stringify(name)}: { params: ${paramsName}; result: ${resultName} };`,
    );
  }
  const eventLines: string[] = [];
  for (const [name, { summary, data }] of events) {
    const dataName = named.add(`${typeName(name)}Event`, data, `What the event \`${name}\` says.`);
    eventLines.push(comment(summary, '  '), `  ${JSON.stringify(name)}: ${dataName};`);
  }
  return [
    HEAD,
    api
      .replace(/^import type [^;]+;\n/gm, '')
      .replace(/^\/\/.*\n/, '')
      .trim(),
    VALUES,
    `/** Every action. */\nexport interface Actions {\n${actionLines.join('\n')}\n}`,
    `/** Every event. */\nexport interface Events {\n${eventLines.join('\n')}\n}`,
    LOOK_UPS,
    `export type ErrorCode = ${ERROR_CODES.map((code) => JSON.stringify(code)).join(' | ')};`,
    ...named.declarations,
  ]
    .join('\n\n')
    .concat('\n');
}

/** `access.check` -> `AccessCheck` */
function typeName(name: string): string {
  return name.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Declarations, each name once. */
class Named {
  readonly declarations: string[] = [];
  readonly #names = new Set<string>();

  /** @returns the name to use: that of the shape, if the type is nothing but a named shape */
  add(name: string, schema: JsonSchema, about?: string): string {
    if (schema.$ref !== undefined) return typeOf(schema);
    if (this.#names.has(name)) throw new Error(`Two types would be called ${name}`);
    this.#names.add(name);
    const text = typeOf(schema);
    const isPlain = schema.type === 'object' && text.startsWith('{');
    const declaration = isPlain ? `export interface ${name} ${text}` : `export type ${name} = ${text};`;
    this.declarations.push(about === undefined ? declaration : `${comment(about)}\n${declaration}`);
    return name;
  }
}

const comment = (text: string, indent = ''): string => `${indent}/** ${text.replaceAll('*/', '* /')} */`;

/** A schema as a TypeScript type. What it cannot say (ranges, patterns) is left to the server. */
function typeOf(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/$defs/', '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map((each) => typeOf(each, indent)))].join(' | ');
  if (schema.allOf) return schema.allOf.map((each) => `(${typeOf(each, indent)})`).join(' & ');
  return [schema.type ?? 'unknown']
    .flat()
    .map((type) => ofKind(type, schema, indent))
    .join(' | ');
}

function ofKind(type: string, schema: JsonSchema, indent: string): string {
  if (type === 'integer') return 'number';
  if (type === 'array') return `(${typeOf(schema.items ?? {}, indent)})[]`;
  if (type === 'object') return schema.properties ? fields(schema, indent) : dictionary(schema, indent);
  if (!['string', 'number', 'boolean', 'null', 'unknown'].includes(type)) throw new Error(`No type ${type}`);
  return type;
}

function dictionary(
  { propertyNames = {}, additionalProperties, required }: JsonSchema,
  indent: string,
): string {
  const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
  const record = `Record<${typeOf({ type: 'string', ...propertyNames }, indent)}, ${value}>`;
  return propertyNames.enum && required === undefined ? `Partial<${record}>` : record;
}

/** Names of HTTP headers have hyphens. */
const keyOf = (name: string): string => (/^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`);

function fields({ properties = {}, required = [] }: JsonSchema, indent: string): string {
  const entries = Object.entries(properties);
  // A bare {} would let anything through.
  if (entries.length === 0) return 'Record<string, never>';
  const lines = entries.map(([name, field]) => {
    const type = typeOf(field, `${indent}  `);
    const isRequired = required.includes(name);
    return `${indent}  ${keyOf(name)}${isRequired ? '' : '?'}: ${type}${isRequired ? '' : ' | undefined'};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
