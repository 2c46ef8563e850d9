import type { IncomingHttpHeaders } from 'node:http';
import type { Level } from '../protocol/levels.ts';
import type { ErrorCode } from '../protocol/errors.ts';

/** What the guard looks at. `port` is the one we listen on. */
export interface GuardRules {
  readonly port: number;
  /** What `--host` names; the loopback names are always allowed. */
  readonly host: string;
  /** The level of an access token, or null if it is none of ours. Compares in constant time. */
  readonly levelOf: (token: string) => Level | null;
}

export interface GuardRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** From `?token=`; the header wins. */
  readonly queryToken: string | null;
  readonly isUpgrade: boolean;
}

export type GuardAnswer =
  /** `level` null: let in, but nothing may be told before a token came (first frame of a WebSocket). */
  | { readonly ok: true; readonly level: Level | null; readonly hasToken: boolean }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** Downloads; the rest of the path is a ticket that works once. */
export const EXPORT_PATH = '/api/export/';

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
/** Where a local file in OBS or a link from elsewhere may bring a browser. */
const PAGES = new Set(['/', '/dock', '/badge', '/settings']);

export function isLoopback(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);
}

/**
 * Decides, before anything else, whether a request may come in and how much it may do. Against web sites
 * that reach for local servers: cross-site requests, DNS rebinding, WebSocket hijacking.
 */
export function guard(rules: GuardRules, request: GuardRequest): GuardAnswer {
  const hosts = allowedHosts(rules);
  const host = request.headers.host?.toLowerCase() ?? '';
  if (!hosts.includes(host)) {
    return refuse('forbidden', `This server is not reached under the name "${printable(host)}".`);
  }
  const token = readToken(request);
  const level = token === null ? null : rules.levelOf(token);
  if (token !== null && level === null) return refuse('unauthorized', 'This access token is not valid.');
  if (level) return { ok: true, level, hasToken: true };
  const { origin } = request.headers;
  const isOwnOrigin = origin !== undefined && hosts.some((each) => origin.toLowerCase() === `http://${each}`);
  const isPing = request.method === 'GET' && request.path === '/ping';
  if (origin !== undefined && !isOwnOrigin && !isPing) {
    return refuse('forbidden', 'Pages of other sites need an access token.');
  }
  const site = request.headers['sec-fetch-site'];
  if ((site === 'cross-site' || site === 'same-site') && !isPing && !isNavigation(request)) {
    return refuse('forbidden', 'Requests from other sites need an access token.');
  }
  if (!isLoopback(rules.host)) return withoutTokenFromOutside(request);
  return { ok: true, level: isOwnOrigin || site === 'same-origin' ? 'owner' : 'control', hasToken: false };
}

function withoutTokenFromOutside(request: GuardRequest): GuardAnswer {
  // The code of our pages is no secret, /ping says nothing but that we are here, and an export has a ticket.
  const { method, path } = request;
  if (path === '/ping' || path.startsWith('/assets/') || (method === 'GET' && path.startsWith(EXPORT_PATH))) {
    return { ok: true, level: null, hasToken: false };
  }
  if (request.isUpgrade) return { ok: true, level: null, hasToken: false };
  return refuse('unauthorized', 'An access token is needed.');
}

function isNavigation(request: GuardRequest): boolean {
  const isDocument = request.headers['sec-fetch-mode'] === 'navigate';
  return request.method === 'GET' && !request.isUpgrade && isDocument && PAGES.has(request.path);
}

function allowedHosts(rules: GuardRules): string[] {
  const own = rules.host.includes(':') ? `[${rules.host}]` : rules.host;
  const names = [...LOOPBACK_HOSTS, own].map((host) => host.toLowerCase());
  const withPort = names.map((host) => `${host}:${rules.port}`);
  // Browsers leave the port away where it is HTTP's own.
  return rules.port === 80 ? [...withPort, ...names] : withPort;
}

function readToken(request: GuardRequest): string | null {
  const { authorization } = request.headers;
  const bearer = authorization === undefined ? null : /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  return bearer ?? request.queryToken;
}

function refuse(code: ErrorCode, message: string): GuardAnswer {
  return { ok: false, code, message };
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}
