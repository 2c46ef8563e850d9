import type { Exchange } from '../exchange.ts';
import { describeFaults } from '../fault-kinds.ts';
import { errorReply, ok } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { describeShape, requireShape } from '../shape.ts';
import type { Body } from '../shape.ts';
import type { ControlCall, ControlDeps } from './calls.ts';
import { EVENTSUB_CALLS } from './eventsub-calls.ts';
import { TWITCH_CALLS } from './twitch-calls.ts';
import { WORLD_CALLS } from './world-calls.ts';

const CALLS: ReadonlyMap<string, ControlCall> = new Map(
  Object.entries({
    'GET ': { about: 'all calls and all faults, one line each', fields: {}, handle: describe },
    ...WORLD_CALLS,
    ...EVENTSUB_CALLS,
    ...TWITCH_CALLS,
  }),
);

/** Everything that tests do in-process, for those that run the simulator as a process of its own. */
export function createControl(deps: ControlDeps): (exchange: Exchange) => Promise<Reply> {
  return async (exchange) => {
    const name = exchange.path.replace(/^\/control\/?/, '').replace(/\/$/, '');
    const call = CALLS.get(`${exchange.method} ${name}`);
    if (!call) return noSuchCall(exchange.method, name);
    try {
      const body = bodyOf(exchange, call);
      requireShape(call.fields, body);
      return ok((await call.handle(deps, body)) ?? {});
    } catch (error) {
      return errorReply(400, error instanceof Error ? error.message : String(error));
    }
  };
}

/** Query string and JSON body together. Throws for a body that is no JSON object. */
function bodyOf({ json, query, isBroken }: Exchange, { fields }: ControlCall): Body {
  if (isBroken) throw new Error('the body is not JSON');
  if (json !== undefined && (typeof json !== 'object' || json === null || Array.isArray(json)))
    throw new Error('the body must be a JSON object');
  const asked = [...query].map(([name, value]) => [name, fromQuery(value, fields[name])] as const);
  return { ...Object.fromEntries(asked), ...(json as Body | undefined) };
}

/** A query string knows only texts. */
function fromQuery(value: string, type = ''): unknown {
  if (type.startsWith('number') && value.trim() !== '') return Number(value);
  if (type.startsWith('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function noSuchCall(method: string, name: string): Reply {
  const others = [...CALLS.keys()]
    .filter((key) => key.split(' ')[1] === name)
    .map((key) => key.split(' ')[0]);
  if (others.length > 0)
    return errorReply(405, `/control/${name} answers ${others.join(' and ')}, not ${method}`);
  return errorReply(404, `no such control: ${method} ${name}; GET /control/ lists them all`);
}

function describe(): unknown {
  const lines = [...CALLS].map(([key, { about, fields }]) => {
    const [method = '', name = ''] = key.split(' ');
    const body = Object.keys(fields).length === 0 ? '' : ` ${describeShape(fields)}`;
    return [`${method} /control/${name}`, about + body] as const;
  });
  return { calls: Object.fromEntries(lines), faults: describeFaults() };
}
