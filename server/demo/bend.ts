import type { HttpFault } from './fault-types.ts';
import { find } from './faults.ts';
import { spoil } from './garbage.ts';
import { rateHeaders } from './rate-limit.ts';
import type { Reply } from './reply.ts';

/** A true answer, as faults let it out. `now` in epoch ms. */
export function bend(struck: readonly HttpFault[], reply: Reply, now: number): Reply {
  const bent = bendRows(struck, bendRateHeaders(struck, reply, now));
  const status = find(struck, 'answer-as')?.status;
  const dressed = status !== undefined && bent.status < 300 ? { ...bent, status } : bent;
  const garbage = find(struck, 'garbage');
  const spoiled = garbage ? spoil(dressed, garbage.body) : dressed;
  const headers = find(struck, 'headers')?.headers;
  return headers ? { ...spoiled, headers: { ...spoiled.headers, ...headers } } : spoiled;
}

function bendRateHeaders(struck: readonly HttpFault[], reply: Reply, now: number): Reply {
  const limit = find(struck, 'rate-limited');
  if (find(struck, 'status')?.rateHeaders === false || limit?.headers === false) {
    return { ...reply, headers: { ...reply.headers, ...NO_RATE_HEADERS } };
  }
  if (!limit) return reply;
  const reset = Math.ceil(now / 1000) + (limit.resetInS ?? 30);
  return { ...reply, headers: { ...reply.headers, ...rateHeaders(800, limit.remaining ?? 0, reset) } };
}

const NO_RATE_HEADERS = Object.fromEntries(Object.keys(rateHeaders(0, 0, 0)).map((name) => [name, null]));

function bendRows(struck: readonly HttpFault[], reply: Reply): Reply {
  const fault = find(struck, 'rows');
  const { data } = (reply.body ?? {}) as { data?: unknown };
  if (!fault || !Array.isArray(data)) return reply;
  const dropped = new Set(fault.drop);
  const rows = data.map((row: unknown) => {
    const fields = Object.entries({ ...(row as object), ...fault.set });
    return Object.fromEntries(fields.filter(([name]) => !dropped.has(name)));
  });
  return { ...reply, body: { ...(reply.body as object), data: rows } };
}
