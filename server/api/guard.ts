import type { IncomingHttpHeaders } from 'node:http';
import { higherLevel, type Level } from '../protocol/levels.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import { isAheadOfTime, isNavigation, type Sender, senderOf } from './fetch-metadata.ts';

/** Whose token it is: the id ends connections when the token is revoked. */
export interface TokenHolder {
  readonly id: string;
  readonly level: Level;
}

/** What the guard looks at. `port` is the one we listen on. */
export interface GuardRules {
  readonly port: number;
  /** What `--host` names; the loopback names are always allowed. */
  readonly host: string;
  /** Whose access token this is, or null if it is none of ours. Compares in constant time. */
  readonly findToken: (token: string) => TokenHolder | null;
}

export interface GuardRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** From `?token=`; the header wins. */
  readonly queryToken: string | null;
  readonly isUpgrade: boolean;
}

export type GuardAnswer = Entry | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** Let in. */
export interface Entry {
  readonly ok: true;
  /** null: nothing may be told before a token came (first frame of a WebSocket). */
  readonly level: Level | null;
  /** What this caller may do without any token. */
  readonly levelWithoutToken: Level | null;
  /** The token that it came with. */
  readonly tokenId: string | null;
  /** Somebody only looks, at an address that any page may have led to: nothing is recorded or used up. */
  readonly onlyLooks: boolean;
}

/** Downloads; the rest of the path is a ticket that works once. */
export const EXPORT_PATH = '/api/export/';

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
/** Where a local file in OBS or a link from elsewhere may bring a browser. */
const PAGES = new Set(['/', '/dock', '/badge', '/settings']);

export function isApiPath(path: string): boolean {
  return path.startsWith('/api/') || path === '/health';
}

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
  const holder = token === null ? null : rules.findToken(token);
  // A page says itself that its token is not valid (any more), in the reader's language.
  if (token !== null && !holder && !isPage(request))
    return refuse('unauthorized', 'This access token is not valid.');
  const plain = guardWithoutToken(rules, hosts, request);
  if (!holder) return plain;
  // A token opens doors; it shuts none that would be open without it.
  const levelWithoutToken = plain.ok ? plain.level : null;
  const level = higherLevel(holder.level, levelWithoutToken);
  return { ok: true, level, levelWithoutToken, tokenId: holder.id, onlyLooks: false };
}

function guardWithoutToken(rules: GuardRules, hosts: readonly string[], request: GuardRequest): GuardAnswer {
  const { origin } = request.headers;
  const isOwnOrigin = origin !== undefined && hosts.some((each) => origin.toLowerCase() === `http://${each}`);
  const sender = senderOf(request.headers);
  const why = whyRefused(request, sender, origin !== undefined && !isOwnOrigin);
  if (why !== null) return refuse('forbidden', why);
  if (!isLoopback(rules.host)) return withoutTokenFromOutside(request);
  if (sender === 'person') return enter('read', true);
  return enter(isOwnOrigin || sender === 'own-page' ? 'owner' : 'control');
}

/** What a browser says of itself that lets nobody in without a token; null: nothing. */
function whyRefused(request: GuardRequest, sender: Sender, isForeignOrigin: boolean): string | null {
  const { method, path, headers, isUpgrade } = request;
  if (isAheadOfTime(headers)) return 'What is loaded ahead of time needs an access token.';
  const isPing = method === 'GET' && path === '/ping';
  if (isForeignOrigin && !isPing) return 'Pages of other sites need an access token.';
  const isShown = !isUpgrade && isNavigation(method, headers);
  if (sender === 'stranger' && !isPing && !(isShown && isPage(request))) {
    return 'Requests from other sites need an access token.';
  }
  if (sender === 'person' && !isShown && (isUpgrade || isApiPath(path))) {
    return 'A browser may open this address; anything else that it does needs an access token.';
  }
  return null;
}

function enter(level: Level | null, onlyLooks = false): Entry {
  return { ok: true, level, levelWithoutToken: level, tokenId: null, onlyLooks };
}

function withoutTokenFromOutside(request: GuardRequest): GuardAnswer {
  // Our pages hold no secret and can say that they need a token; /ping says nothing but that we are here; an
  // export has a ticket.
  const { method, path } = request;
  if (isPage(request) || path === '/ping' || path.startsWith('/assets/')) return enter(null);
  if (method === 'GET' && path.startsWith(EXPORT_PATH)) return enter(null);
  if (request.isUpgrade) return enter(null);
  return refuse('unauthorized', 'An access token is needed.');
}

function isPage(request: GuardRequest): boolean {
  return request.method === 'GET' && !request.isUpgrade && PAGES.has(request.path);
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
