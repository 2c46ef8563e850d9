import { ERROR_CODES } from '../errors.ts';
import type { JsonSchema } from './json-schema.ts';
import { LEVELS } from '../levels.ts';
import { closed } from './openapi.ts';
import type { WireSchemas } from './wire-schemas.ts';

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const anyOf = (names: readonly string[]): JsonSchema => ({ anyOf: names.map(ref) });

export const REQUEST_ID: JsonSchema = {
  description: 'Chosen by the caller; comes back in the reply.',
  anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }],
};

const DESCRIPTION =
  'Every frame of the WebSocket /ws, both ways, as JSON text. $defs: "params.<action>" and "result.<action>", ' +
  '"data.<event>", "request.<action>" and "event.<event>" (whole frames), "Reply", and the shapes that they share.';

/** The WebSocket side as one JSON Schema (2020-12). The schema itself is that of any frame. */
export function describeSocket(schemas: WireSchemas, version: string): JsonSchema & { readonly $id: string } {
  const defs: Record<string, JsonSchema> = {};
  for (const [name, { level, summary, params, needsParams, result }] of schemas.actions) {
    defs[`params.${name}`] = params;
    defs[`result.${name}`] = result;
    defs[`request.${name}`] = { ...requestFrame(name, needsParams), description: summary, 'x-level': level };
  }
  for (const [name, { level, summary, data }] of schemas.events) {
    defs[`data.${name}`] = data;
    const frame = closed({ event: { const: name }, data: ref(`data.${name}`) });
    defs[`event.${name}`] = { ...frame, description: summary, 'x-level': level };
  }
  const actions = [...schemas.actions.keys()];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:rolecall:socket:${version}`,
    title: 'Rolecall, frames of the WebSocket',
    description: DESCRIPTION,
    ...anyOf(['Request', 'Reply', 'Event']),
    $defs: {
      Request: anyOf([...actions.map((name) => `request.${name}`), 'request.auth']),
      Reply: anyOf(['Success', 'Failure']),
      Event: anyOf([...schemas.events.keys()].map((name) => `event.${name}`)),
      Success: {
        ...closed({ id: REQUEST_ID, ok: { const: true }, result: {} }),
        description: 'The result is "result.<action>" of the action that was asked for.',
      },
      Failure: closed({ id: REQUEST_ID, ok: { const: false }, error: ref('Error') }),
      Error: closed({ code: { type: 'string', enum: ERROR_CODES }, message: { type: 'string' } }),
      ...authentication(),
      ...defs,
      ...Object.fromEntries(schemas.shapes),
    },
  };
}

function requestFrame(action: string, needsParams: boolean): JsonSchema {
  const frame = closed({ id: REQUEST_ID, action: { const: action }, params: ref(`params.${action}`) });
  return { ...frame, required: needsParams ? ['action', 'params'] : ['action'] };
}

function authentication(): Record<string, JsonSchema> {
  const params = closed({ token: { type: 'string' } });
  return {
    'params.auth': params,
    'result.auth': closed({ level: { type: 'string', enum: LEVELS } }),
    'request.auth': {
      ...requestFrame('auth', true),
      description: 'The first frame of a client that needs a token and has not put it into the address.',
    },
  };
}
