import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const pages = join('dist', 'pages');
const read = (name: string): string => readFileSync(join(pages, 'assets', name), 'utf8');

/** Scripts and styles of a built page that the browser fetches before it has run anything. */
export function firstLoad(page: string, language = 'en'): string[] {
  const html = readFileSync(join(pages, language, `${page}.html`), 'utf8');
  const found = new Set([...html.matchAll(/\/assets\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name!));
  for (const name of found) {
    if (name.endsWith('.js')) for (const other of staticImports(read(name))) found.add(other);
  }
  return [...found];
}

/** `import{a}from"./x.js"` and `import"./x.js"`, but not `import("./x.js")`. */
function staticImports(script: string): string[] {
  return [...script.matchAll(/\b(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, name]) => name!);
}

/** Bytes over the wire, each file packed by itself. */
export function gzippedSize(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);
}
