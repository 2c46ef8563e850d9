import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Express, Request, Response } from 'express';
import { chooseLanguage, type Language } from '../core/languages.ts';
import { IMPORT, SCRIPT, sendImport, sendScript } from './streamerbot-import.ts';
import { sendWaitingPage, WAITING_PAGES } from './waiting-pages.ts';

const PAGES = ['dock', 'badge', 'settings'] as const;

/** Nothing from elsewhere, nothing inline that runs; Lit puts its styles into the page itself. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export interface PagesDeps {
  /** The folder that the build wrote the pages to. */
  readonly folder: string;
}

export interface Pages {
  /** Brings express in, and with it everything that a page needs of the program's own files. */
  load(): Promise<unknown>;
  serve(this: void, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * Serves the built pages and their assets. Express is a third of the start-up, and checks must be answered
 * before anybody looks at a page: it is loaded after the server listens, or with the first page.
 */
export function createPages(deps: PagesDeps): Pages {
  let app: Promise<Express> | null = null;
  const load = (): Promise<Express> => (app ??= createExpress(deps));
  return {
    load,
    async serve(request, response) {
      (await load())(request, response);
    },
  };
}

async function createExpress(deps: PagesDeps): Promise<Express> {
  const { default: express } = await import('express');
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/', (request, response) => {
    // With its query: a token in it is needed again at the page.
    const query = request.originalUrl.indexOf('?');
    response.redirect(query < 0 ? '/dock' : `/dock${request.originalUrl.slice(query)}`);
  });
  // Names of assets carry a hash of what is in them: they may be kept for ever.
  const assets = { index: false, immutable: true, maxAge: '1y', fallthrough: true } as const;
  app.use('/assets', express.static(join(deps.folder, 'assets'), assets));
  app.get([...WAITING_PAGES], (request, response) => sendWaitingPage(deps.folder, request, response));
  for (const page of PAGES) {
    app.get(`/${page}`, (request, response, next) => {
      response.set({
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Language',
      });
      response.sendFile(
        `${languageFor(request)}/${page}.html`,
        { root: deps.folder, cacheControl: false },
        (error) => {
          if (error && !response.headersSent) next();
        },
      );
    });
  }
  app.get(IMPORT, (request, response) => sendImport(deps.folder, request, response));
  app.get(SCRIPT, (request, response) => sendScript(deps.folder, request, response));
  app.use((_request, response) => notFound(response));
  // Express knows an error handler by its four parameters.
  app.use((_error: unknown, _request: unknown, response: Response, _next: unknown) => notFound(response));
  return app;
}

/** `?lang=de`, else the first language of the browser that a page is there in, else English. */
function languageFor(request: Request): Language {
  const { lang } = request.query;
  return chooseLanguage([...(typeof lang === 'string' ? [lang] : []), ...request.acceptsLanguages()]);
}

function notFound(response: Response): void {
  const message =
    'There is no such page. The dock is at /dock, the badge at /badge, the settings at /settings.';
  response.status(404).json({ ok: false, error: { code: 'not_found', message } });
}
