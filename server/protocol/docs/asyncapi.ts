import type { JsonSchema } from './json-schema.ts';
import { closed } from './openapi.ts';
import { describeSocket, REQUEST_ID } from './socket-schema.ts';
import { type WireSchemas, withRefs } from './wire-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const CHANNEL = '#/channels/socket';
const DESCRIPTION = `Who may use TTS (or another feature) on stream, and why; and how fresh that knowledge is.

One JSON text frame for each message. Replies may come in another order than the requests: the \`id\` tells. Events \
come after \`events.subscribe\`, but for \`hello\`, which comes by itself. A denied check is an answer, not an error. \
The same actions over HTTP: \`/api/docs/openapi.json\`.`;

/** The WebSocket side as AsyncAPI 3.0, from where Rolecall stands: it receives requests and sends events. */
export function describeAsync(schemas: WireSchemas, version: string): Json {
  const actions = [...schemas.actions.keys(), 'auth'];
  const events = [...schemas.events.keys()];
  const messages = Object.fromEntries(messagesOf(schemas, actions, events));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Rolecall', version, description: DESCRIPTION, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    servers: {
      thisPc: {
        host: '127.0.0.1:7653',
        pathname: '/ws',
        protocol: 'ws',
        description: 'Another port if Rolecall was started with one. From another PC with `?token=…`.',
      },
    },
    channels: {
      socket: {
        address: '/ws',
        description: 'Everything, both ways.',
        messages: Object.fromEntries(
          Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: Object.fromEntries([
      ...actions.map((name) => [name, requestOf(name)] as const),
      ...events.map((name) => [`event.${name}`, eventOf(name)] as const),
    ]),
    components: { messages, schemas: Object.fromEntries(schemasOf(schemas, version, actions)) },
  };
}

function* messagesOf(
  schemas: WireSchemas,
  actions: readonly string[],
  events: readonly string[],
): Generator<[string, Json]> {
  for (const name of actions) {
    const { level, summary = 'Shows an access token.' } = schemas.actions.get(name) ?? {};
    yield [`request.${name}`, { ...message(`request.${name}`, summary), ...(level && { 'x-level': level }) }];
    yield [`reply.${name}`, message(`reply.${name}`, `What ${name} answers.`)];
  }
  for (const name of events) {
    const { level, summary = '' } = schemas.events.get(name) ?? {};
    yield [`event.${name}`, { ...message(`event.${name}`, summary), ...(level && { 'x-level': level }) }];
  }
  yield ['failure', message('Failure', 'Why a request was not done.')];
}

const message = (schema: string, summary: string): Json => ({
  name: schema,
  summary,
  payload: { $ref: `#/components/schemas/${schema}` },
});

const inChannel = (name: string): Json => ({ $ref: `${CHANNEL}/messages/${name}` });

function requestOf(action: string): Json {
  return {
    action: 'receive',
    channel: { $ref: CHANNEL },
    messages: [inChannel(`request.${action}`)],
    reply: { channel: { $ref: CHANNEL }, messages: [inChannel(`reply.${action}`), inChannel('failure')] },
  };
}

function eventOf(event: string): Json {
  return { action: 'send', channel: { $ref: CHANNEL }, messages: [inChannel(`event.${event}`)] };
}

function* schemasOf(
  schemas: WireSchemas,
  version: string,
  actions: readonly string[],
): Generator<[string, JsonSchema]> {
  const { $defs = {} } = describeSocket(schemas, version);
  const here = (schema: JsonSchema): JsonSchema =>
    withRefs(schema, (ref) => ref.replace('#/$defs/', '#/components/schemas/'));
  for (const [name, schema] of Object.entries($defs)) yield [name, here(schema)];
  for (const name of actions) {
    const result = { $ref: `#/components/schemas/result.${name}` };
    yield [`reply.${name}`, closed({ id: REQUEST_ID, ok: { const: true }, result })];
  }
}
