import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Backup } from '../backup/backup.ts';
import { ACTIONS, isActionName, type Result } from '../protocol/actions.ts';
import type { Reply } from '../protocol/envelope.ts';
import { lazy } from '../protocol/lazy.ts';
import { includesLevel } from '../protocol/levels.ts';
import { TRY_SCRIPT } from '../protocol/docs/try-script.ts';
import { paramsFromQuery } from '../protocol/query.ts';
import { askCheck, askWhole, toCheckReply } from './check-route.ts';
import { type Docs, isDocsPath } from './docs.ts';
import type { Downloads } from './downloads.ts';
import { EXPORT_PATH } from './guard.ts';
import { send, sendJson, sendReply, sendText } from './http-answer.ts';
import type { HttpLimits } from './http-limits.ts';
import { readImport } from './import-body.ts';
import { readJsonBody } from './json-body.ts';
import { type Caller, failure, type Router } from './router.ts';

/** Nothing runs in there but one script of ours, nothing comes from elsewhere, and its forms ask this server alone. */
const docsHeaders = lazy(() => ({
  'content-security-policy': `default-src 'none'; script-src 'sha256-${sha256(TRY_SCRIPT)}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`,
  'referrer-policy': 'no-referrer',
}));

/** The token is the guard's; `_` is what tools put in so that no cache answers. */
export const NOT_FOR_ACTIONS = ['token', '_'];

export interface RouteDeps {
  readonly router: Router;
  readonly limits: Pick<HttpLimits, 'bodyBytes' | 'importBytes'>;
  readonly downloads: Pick<Downloads, 'send'>;
  readonly docs: Docs;
  readonly backup: Pick<Backup, 'whyNoImport'>;
}

/** A request that the guard let in. */
export interface ApiRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly caller: Caller;
  readonly hasToken: boolean;
}

/** What the API answers over HTTP: a few paths of its own, and every action by its name. */
export class HttpRoutes {
  readonly #deps: RouteDeps;
  /** One at a time: each may hold everything in memory. */
  #isImporting = false;

  constructor(deps: RouteDeps) {
    this.#deps = deps;
  }

  async answer(asked: ApiRequest): Promise<void> {
    const { request, response, url } = asked;
    const { pathname: path } = url;
    const isGet = request.method === 'GET' || request.method === 'HEAD';
    if (isGet && path === '/health') return this.#health(asked);
    if (isGet && path === '/api/check') return this.#check(asked);
    if (isGet && path === '/api/diagnostics') return this.#diagnostics(asked);
    if (isGet && isDocsPath(path)) return this.#document(asked);
    if (request.method === 'GET' && path.startsWith(EXPORT_PATH)) return this.#export(asked);
    const name = /^\/api\/actions\/([\w.]+)$/.exec(path)?.[1];
    if (name === undefined || (!isGet && request.method !== 'POST'))
      sendReply(response, failure('not_found', 'No such path. GET /api/docs lists them all.'));
    else sendReply(response, await (isGet ? this.#get(name, asked) : this.#post(name, asked)));
  }

  async #health({ response, caller }: ApiRequest): Promise<void> {
    const reply = await this.#deps.router.dispatch('sync.status', {}, caller);
    if (reply.ok) sendJson(response, 200, reply.result);
    else sendReply(response, reply);
  }

  #check({ response, url: { searchParams }, caller }: ApiRequest): void | Promise<void> {
    const answer = (reply: Reply): void => {
      const check = toCheckReply(reply, searchParams);
      if (check.text !== null) sendText(response, check.text);
      else if (check.status !== null) sendJson(response, check.status, check.json);
      else sendReply(response, check.json as Reply);
    };
    const reply = askCheck(this.#deps.router, searchParams, caller);
    return reply instanceof Promise ? reply.then(answer) : answer(reply);
  }

  async #diagnostics({ response, caller }: ApiRequest): Promise<void> {
    const reply = await this.#deps.router.dispatch('diagnostics.get', {}, caller);
    if (reply.ok) sendText(response, (reply.result as Result<'diagnostics.get'>).text);
    else sendReply(response, reply);
  }

  async #document({ response, url }: ApiRequest): Promise<void> {
    const document = await this.#deps.docs.find(url.pathname);
    if (document) send(response, 200, document.type, document.text, docsHeaders());
    else sendReply(response, failure('not_found', 'There is no such page. The API is at /api/docs.'));
  }

  async #export({ response, url }: ApiRequest): Promise<void> {
    const refusal = await this.#deps.downloads.send(url.pathname.slice(EXPORT_PATH.length), response);
    if (refusal) sendReply(response, failure(refusal.code, refusal.message));
  }

  /** A GET can be triggered by any page's image tag, so that what changes something needs a token. */
  #get(name: string, { request, url, caller, hasToken }: ApiRequest): Reply | Promise<Reply> {
    if (!isActionName(name)) return this.#deps.router.dispatch(name, {}, caller);
    const spec = ACTIONS[name];
    if (spec.level !== 'read' && request.method === 'HEAD') {
      return failure('not_found', `HEAD is for what only looks, and ${name} does not.`);
    }
    if (spec.level !== 'read' && !hasToken) {
      this.#deps.router.noteWrong(caller, name, { code: 'needs_token', param: null });
      return failure('unauthorized', `GET ${name} needs an access token; without one, use POST.`);
    }
    if (name === 'access.check')
      return askWhole(this.#deps.router, url.searchParams, NOT_FOR_ACTIONS, caller);
    const params = paramsFromQuery(spec.params, url.searchParams, NOT_FOR_ACTIONS);
    return this.#deps.router.dispatch(name, params, caller);
  }

  async #post(name: string, { request, caller }: ApiRequest): Promise<Reply> {
    const { router, limits } = this.#deps;
    if (name === 'data.import') return this.#import(request, caller);
    const body = await readJsonBody(request, limits.bodyBytes);
    if (!('reply' in body)) return router.dispatch(name, body.json, caller);
    router.noteWrong(caller, isActionName(name) ? name : null, { code: 'not_json', param: null });
    return body.reply;
  }

  /** Who may not, and where nothing can be imported, is told so before tens of megabytes are looked at. */
  async #import(request: IncomingMessage, caller: Caller): Promise<Reply> {
    const { router, limits } = this.#deps;
    const refusal = this.#refuseImport(caller);
    if (refusal) {
      request.resume(); // it has to come through, whatever is on its way
      return refusal;
    }
    this.#isImporting = true;
    try {
      const body = await readImport(request, limits.importBytes);
      return 'reply' in body ? body.reply : await router.dispatchChecked('data.import', body.params, caller);
    } finally {
      this.#isImporting = false;
    }
  }

  #refuseImport(caller: Caller): Reply | Promise<Reply> | null {
    const { router, backup } = this.#deps;
    const mayImport = includesLevel(caller.level, ACTIONS['data.import'].level);
    if (!mayImport) return router.dispatch('data.import', {}, caller);
    const why = this.#isImporting ? 'Nothing was imported: another import is running.' : backup.whyNoImport();
    return why === null ? null : failure('unavailable', why);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
