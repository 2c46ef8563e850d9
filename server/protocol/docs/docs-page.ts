import { notation } from './describe.ts';
import { exampleOf, type Shapes } from './example.ts';
import type { JsonSchema } from './json-schema.ts';
import { TRY_SCRIPT } from './try-script.ts';
import type { ActionSchemas, WireSchemas } from './wire-schemas.ts';

export const DOCS_PATH = '/api/docs';

const STYLE = `
:root { color-scheme: dark }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: #16181d; color: #e6e8ec; font: 1rem/1.5 system-ui, sans-serif }
h1, h2 { line-height: 1.2 }
a { color: #9ecbff }
a:focus-visible { outline: 2px solid #9ecbff; outline-offset: 2px }
code { font: 0.95em ui-monospace, Consolas, monospace; color: #fff; overflow-wrap: anywhere }
dt { margin-top: 0.75rem }
dd { margin: 0; color: #c3c8d1 }
small { color: #aab1bd }
pre { margin: 0.3rem 0; padding: 0.5rem; background: #0e1014; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
summary { cursor: pointer; color: #9ecbff }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; padding: 0.5rem 0 }
input, button { font: inherit; color: inherit; background: #0e1014; border: 1px solid #6b7280; border-radius: 0.3rem; padding: 0.2rem 0.5rem; max-width: 100%; box-sizing: border-box }`;

/** The page at `/api/docs`: a list for people, with links to what programs read. The one script leaves empty fields out. */
export function renderDocsPage(schemas: WireSchemas, version: string): string {
  const actions = [...schemas.actions].map(([name, spec]) => action(name, spec, schemas.shapes));
  const events = [...schemas.events].map(
    ([name, { level, summary, data }]) =>
      `${entry(name, level, summary)}\n<dd>${shape('data', data, schemas.shapes)}</dd>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rolecall: the API</title>
<style>${STYLE}
</style>
</head>
<body>
<main>
<h1>Rolecall ${escape(version)}: the API</h1>
<p>Every action is <code>POST /api/actions/&lt;action&gt;</code> with JSON, or a frame on the WebSocket
<code>/ws</code>. On the same PC a program may <i>read</i> and <i>control</i> without a token.</p>
<ul>
<li><a href="${DOCS_PATH}/protocol.md">The protocol, to read</a></li>
<li><a href="${DOCS_PATH}/openapi.json">HTTP as OpenAPI 3.1</a></li>
<li><a href="${DOCS_PATH}/asyncapi.json">WebSocket as AsyncAPI 3</a></li>
<li><a href="${DOCS_PATH}/socket.json">WebSocket as JSON Schema</a></li>
</ul>
<p>From another PC each of these addresses needs an access token, as <code>?token=…</code> or in a header.</p>
<h2>Actions</h2>
<dl>
${actions.join('\n')}
</dl>
<h2>Events</h2>
<dl>
${events.join('\n')}
</dl>
</main>
<script>${TRY_SCRIPT}</script>
</body>
</html>
`;
}

function action(name: string, spec: ActionSchemas, shapes: Shapes): string {
  const form = spec.level === 'read' ? `\n<dd>${tryForm(name, spec.params)}</dd>` : '';
  const both = `${shape('params', spec.params, shapes)}\n${shape('example reply', envelope(spec.result), shapes)}`;
  return `${entry(name, spec.level, spec.summary)}\n<dd>${both}</dd>${form}`;
}

const envelope = (result: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { ok: { const: true }, result },
  required: ['ok', 'result'],
});

/** Folded, so that the list stays one. */
function shape(title: string, schema: JsonSchema, shapes: Shapes): string {
  const text =
    title === 'params' || title === 'data'
      ? notation(schema)
      : JSON.stringify(exampleOf(schema, shapes), null, 2);
  return `<details><summary>${title}</summary><pre>${escape(text)}</pre></details>`;
}

/** A form that asks this very Rolecall: it opens the answer in a tab of its own. */
function tryForm(name: string, params: JsonSchema): string {
  const fields = Object.keys(params.properties ?? {}).flatMap((param) =>
    param === 'claims' ? ['member', 'moderator'] : [param],
  );
  const inputs = fields.map(
    (field) =>
      `<label>${escape(field)} <input name="${escape(field)}" autocomplete="off" ${
        params.required?.includes(field) ? 'required' : ''
      }></label>`,
  );
  return `<details><summary>try it</summary><form method="get" action="/api/actions/${name}" target="_blank">
${inputs.join('\n')}
<button>Ask</button></form></details>`;
}

function entry(name: string, level: string, summary: string): string {
  return `<dt><code>${escape(name)}</code> <small>${level}</small></dt>\n<dd>${withCode(escape(summary))}</dd>`;
}

/** Words in backticks, as PROTOCOL.md has them. */
const withCode = (text: string): string => text.replace(/`([^`]+)`/g, '<code>$1</code>');

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
