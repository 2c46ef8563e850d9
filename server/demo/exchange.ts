import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeCursor } from './paging.ts';
import type { FaultCall } from './fault-types.ts';

export type Area = 'helix' | 'eventsub' | 'auth' | 'control' | 'elsewhere' | 'other';

/** One HTTP call, read to the end. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  area: Area;
  /** Helix paths without `/mock`, all others whole. */
  path: string;
  query: URLSearchParams;
  /** Query string and form body together. */
  params: URLSearchParams;
  /** Parsed JSON body; undefined if there is none or it is broken. */
  json: unknown;
  /** There is a body, and it is no JSON. */
  isBroken: boolean;
}

const MAX_BODY_BYTES = 1 << 20;

/** Reads a call. Rejects when the client goes away or sends more than a megabyte. */
export async function readExchange(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const body = await readBody(request);
  const place = areaOf(url.pathname);
  // What curl sends by itself calls itself a form; control takes JSON only.
  const type = place.area === 'control' ? '' : (request.headers['content-type'] ?? '');
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const params = new URLSearchParams(url.search);
  if (isForm) for (const [name, value] of new URLSearchParams(body)) params.append(name, value);
  const json = isForm ? undefined : parseJson(body);
  return {
    request,
    response,
    method: request.method ?? 'GET',
    ...place,
    query: url.searchParams,
    params,
    json,
    isBroken: !isForm && body !== '' && json === undefined,
  };
}

export function areaOf(pathname: string): { area: Area; path: string } {
  if (pathname.startsWith('/mock/')) return { area: 'helix', path: pathname.slice('/mock'.length) };
  if (pathname === '/eventsub/subscriptions') return { area: 'eventsub', path: pathname };
  if (pathname.startsWith('/auth/')) return { area: 'auth', path: pathname };
  if (pathname === '/elsewhere' || pathname.startsWith('/elsewhere/'))
    return { area: 'elsewhere', path: pathname };
  if (pathname === '/control' || pathname.startsWith('/control/')) return { area: 'control', path: pathname };
  return { area: 'other', path: pathname };
}

/** What fault rules are matched against. */
export function faultCallOf({ method, area, path, query, params, json }: Exchange): FaultCall {
  const after = query.get('after');
  const type = (json as { type?: unknown } | null | undefined)?.type;
  return {
    method,
    path,
    params,
    page: area === 'helix' ? (after ? decodeCursor(after)?.page : 1) : undefined,
    lookup: query.has('user_id'),
    type: area === 'eventsub' && typeof type === 'string' ? type : undefined,
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}
