import { CHECK_WORDS } from '../check.ts';
import { ERROR_CODES, ERROR_MEANING, ERROR_STATUS } from '../errors.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Level } from '../levels.ts';
import { type ActionSchemas, type WireSchemas, withRefs } from './wire-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const TOKEN = [{ tokenInHeader: [] }, { tokenInQuery: [] }];
/** A native program on the same PC needs none. */
const TOKEN_OR_NONE = [{}, ...TOKEN];

const LEVEL_MEANING: Readonly<Record<Level, string>> = {
  read: 'Looks. On the same PC without a token.',
  control: 'Changes what happens on stream. On the same PC without a token, but GET always needs one.',
  owner: 'Changes the installation. Needs a token, but for the own pages.',
};

const DESCRIPTION = `Who may use TTS (or another feature) on stream, and why; and how fresh that knowledge is.

Every action is \`POST /api/actions/<action>\` with its params as JSON (\`Content-Type: application/json\`), and \
\`GET\` with the same params in the query, for tools that can do nothing else. The same actions, and events, are \
on the WebSocket \`/ws\`: see \`/api/docs/socket.json\`. A denied check is an answer, not an error.

Programs on the same PC may read and control without a token. Web pages of others, and other PCs, need an access \
token. There are no CORS headers: no page of another site can read an answer.`;

/** The HTTP side as OpenAPI 3.1. */
export function describeHttp(schemas: WireSchemas, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, action] of schemas.actions) {
    paths[`/api/actions/${name}`] = { get: getAction(name, action), post: postAction(name, action) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rolecall',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This Rolecall' }],
    tags: Object.entries(LEVEL_MEANING).map(([name, description]) => ({ name, description })),
    paths: { ...paths, ...otherPaths(schemas) },
    components: {
      schemas: Object.fromEntries([...componentSchemas(schemas)]),
      responses: Object.fromEntries(STATUSES.map((status) => [`Error${status}`, errorResponse(status)])),
      securitySchemes: {
        tokenInHeader: { type: 'http', scheme: 'bearer', description: 'Authorization: Bearer <token>' },
        tokenInQuery: { type: 'apiKey', in: 'query', name: 'token' },
      },
    },
  };
}

const toComponent = (schema: JsonSchema): JsonSchema =>
  withRefs(schema, (ref) => ref.replace('#/$defs/', '#/components/schemas/'));

function* componentSchemas({ shapes }: WireSchemas): Generator<[string, JsonSchema]> {
  for (const [name, shape] of shapes) yield [name, toComponent(shape)];
  for (const status of STATUSES) yield [`Error${status}`, errorEnvelope(codesOf(status))];
}

const STATUSES = [...new Set(Object.values(ERROR_STATUS))].sort((a, b) => a - b);
const codesOf = (status: number) => ERROR_CODES.filter((code) => ERROR_STATUS[code] === status);

/** `{"ok":false,"error":{"code","message"}}` */
function errorEnvelope(codes: readonly string[]): JsonSchema {
  const error = closed({ code: { type: 'string', enum: codes }, message: { type: 'string' } });
  return closed({ ok: { const: false }, error });
}

function errorResponse(status: number): Json {
  const description = codesOf(status)
    .map((code) => `\`${code}\`: ${ERROR_MEANING[code]}`)
    .join(' ');
  return { description, content: jsonContent({ $ref: `#/components/schemas/Error${status}` }) };
}

const jsonContent = (schema: JsonSchema): Json => ({ 'application/json': { schema } });

/** An object that has just these, all of them. */
export function closed(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function responses(ok: Json): Json {
  const errors = STATUSES.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]);
  return { 200: ok, ...(Object.fromEntries(errors) as Json) };
}

/** `access.check` -> `accessCheck`, for the names of generated functions. */
const functionName = (action: string): string =>
  action.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());

function operation({ level, summary, result }: ActionSchemas, id: string): Json {
  const envelope = closed({ ok: { const: true }, result: toComponent(result) });
  return {
    operationId: id,
    summary,
    tags: [level],
    'x-level': level,
    responses: responses({ description: 'The result', content: jsonContent(envelope) }),
  };
}

function postAction(name: string, action: ActionSchemas): Json {
  const params = toComponent(action.params);
  return {
    ...operation(action, functionName(name)),
    security: action.level === 'owner' ? TOKEN : TOKEN_OR_NONE,
    requestBody: { required: action.needsParams, content: jsonContent(params) },
  };
}

function getAction(name: string, action: ActionSchemas): Json {
  return {
    ...operation(action, `get_${functionName(name)}`),
    security: action.level === 'read' ? TOKEN_OR_NONE : TOKEN,
    parameters: queryOf(action.params),
  };
}

function queryOf(params: JsonSchema): Json[] {
  return Object.entries(params.properties ?? {}).flatMap(([name, schema]) => {
    if (name === 'claims') return queryOf(claimsIn(schema));
    const required = params.required?.includes(name) ?? false;
    return { name, in: 'query', required, ...queryForm(toComponent(schema)) };
  });
}

/** In a query each claim stands by itself: see `paramsFromQuery`. */
function claimsIn(schema: JsonSchema): JsonSchema {
  return schema.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
}

/** Lists are comma-separated; what is nested is JSON text. */
function queryForm(schema: JsonSchema): Json {
  if (schema.type === 'array') return { schema, style: 'form', explode: false };
  return isScalar(schema) ? { schema } : { content: jsonContent(schema) };
}

/** Whether some value of it is one word. */
function isScalar({ type = [], enum: values, const: constant, anyOf = [] }: JsonSchema): boolean {
  const isWord = [type].flat().some((each) => !['object', 'array', 'null'].includes(each));
  return values !== undefined || constant !== undefined || isWord || anyOf.some(isScalar);
}

function otherPaths({ actions, check }: WireSchemas): Record<string, Json> {
  const checkParams = queryOf(actions.get('access.check')?.params ?? {});
  const format = { name: 'format', in: 'query', schema: { type: 'string', enum: ['json', 'text'] } };
  const read = { tags: ['read'], 'x-level': 'read', security: TOKEN_OR_NONE };
  return {
    '/api/check': {
      get: {
        ...read,
        operationId: 'check',
        summary: 'May this viewer? Flat JSON, or one word with `format=text`, then always with status 200.',
        parameters: [...checkParams, format],
        responses: responses({
          description: 'The decision. Compare with `allow`, so that everything else counts as a no.',
          content: {
            ...jsonContent(toComponent(check)),
            'text/plain': { schema: { type: 'string', enum: CHECK_WORDS } },
          },
        }),
      },
    },
    '/api/diagnostics': {
      get: {
        ...read,
        operationId: 'diagnostics',
        summary: 'A text to paste when asking for help: no secrets, no names of viewers.',
        responses: responses({
          description: 'The text',
          content: { 'text/plain': { schema: { type: 'string' } } },
        }),
      },
    },
    '/health': {
      get: {
        ...read,
        operationId: 'health',
        summary: 'What `sync.status` answers, without an envelope.',
        responses: responses({
          description: 'The status',
          content: jsonContent(toComponent(actions.get('sync.status')?.result ?? {})),
        }),
      },
    },
    '/ping': {
      get: {
        ...read,
        security: [{}],
        operationId: 'ping',
        summary: 'Whether this is a Rolecall. For everybody.',
        responses: {
          200: { description: 'Yes', content: jsonContent(closed({ rolecall: { const: true } })) },
        },
      },
    },
  };
}
