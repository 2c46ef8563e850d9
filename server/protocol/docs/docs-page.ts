import type { WireSchemas } from './wire-schemas.ts';

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
small { color: #aab1bd }`;

/** The page at `/api/docs`: a list for people, with links to what programs read. Works without a script. */
export function renderDocsPage(schemas: WireSchemas, version: string): string {
  const actions = [...schemas.actions].map(([name, spec]) => entry(name, spec.level, spec.summary));
  const events = [...schemas.events].map(([name, spec]) => entry(name, spec.level, spec.summary));
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
</body>
</html>
`;
}

function entry(name: string, level: string, summary: string): string {
  return `<dt><code>${escape(name)}</code> <small>${level}</small></dt>\n<dd>${withCode(escape(summary))}</dd>`;
}

/** Words in backticks, as PROTOCOL.md has them. */
const withCode = (text: string): string => text.replace(/`([^`]+)`/g, '<code>$1</code>');

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
