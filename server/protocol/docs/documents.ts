import { describeAsync } from './asyncapi.ts';
import { describeProtocol } from './describe.ts';
import { DOCS_PATH, renderDocsPage } from './docs-page.ts';
import { describeHttp } from './openapi.ts';
import { describeSocket } from './socket-schema.ts';
import type { Steps } from './steps.ts';
import { collectSchemas } from './wire-schemas.ts';

export interface Document {
  readonly type: string;
  readonly text: string;
}

/** Everything under `/api/docs`, by path, made from the registry. */
export function* describeAll(version: string): Steps<ReadonlyMap<string, Document>> {
  const schemas = yield* collectSchemas();
  const json = (value: unknown): Document => ({
    type: 'application/json; charset=utf-8',
    text: JSON.stringify(value),
  });
  const documents = new Map<string, Document>();
  const http = describeHttp(schemas, version);
  yield;
  documents.set(`${DOCS_PATH}/openapi.json`, json(http));
  yield;
  documents.set(`${DOCS_PATH}/socket.json`, json(describeSocket(schemas, version)));
  yield;
  documents.set(`${DOCS_PATH}/asyncapi.json`, json(describeAsync(schemas, version)));
  yield;
  const page = renderDocsPage(schemas, version);
  documents.set(DOCS_PATH, { type: 'text/html; charset=utf-8', text: page });
  // Browsers show plain text and save Markdown.
  const protocol = { type: 'text/plain; charset=utf-8', text: yield* describeProtocol() };
  documents.set(`${DOCS_PATH}/protocol.md`, protocol);
  return documents;
}
