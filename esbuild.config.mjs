// npm run build: dist/server (the program and the simulator), dist/pages (hashed assets and the pages that name them), and
// dist/integrations (what other programs import).
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { buildImport } from './integrations/streamerbot/build-import.mjs';
import { hashInputs, isFresh, removeStamp, writeStamp } from './server/launch/freshness.cjs';
import { withLock } from './server/launch/lock.mjs';
import { replaceFile } from './server/launch/replace.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** The oldest browser inside an OBS that people still run. */
export const pageTarget = 'chrome103';

/** In which all texts are; sources import those. */
const defaultLanguage = 'en';

/** A start takes a fraction of it. */
const CACHE_LIMIT_MS = 30_000;

function versionOf(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/** Constants that the build writes into the code. @param buildId another for other sources */
export function defines(root = here, buildId = 'unbuilt') {
  return {
    __ROLECALL_VERSION__: JSON.stringify(versionOf(root)),
    __ROLECALL_BUILD__: JSON.stringify(buildId),
  };
}

/** What the pages' code knows its language by. */
export const languageDefine = (language = defaultLanguage) => ({
  __ROLECALL_LANGUAGE__: JSON.stringify(language),
});

/** ws loads TLS for clients of `wss:`, which ours are not: only when one of them really wants it. */
const laterTls = {
  name: 'later-tls',
  setup({ onResolve, onLoad }) {
    const names = { https: 'request', tls: 'connect' };
    onResolve({ filter: /^(https|tls)$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]ws[\\/]/.test(importer) ? { path, namespace: 'later' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = { get ${names[path]}() { return require('node:${path}').${names[path]}; } };`,
    }));
  },
};

/** For a program that Node runs. Some packages still call require(), which an ES module has not. */
export function nodeOptions(root = here, buildId = undefined) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // ws looks for this before it loads native code, which nobody needs here: so none gets into the bundle.
    define: {
      ...defines(root, buildId),
      'process.env.WS_NO_BUFFER_UTIL': '"1"',
      'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
    },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [laterTls],
    logLevel: 'warning',
  };
}

/** Builds everything into `root`/dist. The stamp goes first and comes last. */
export async function build(root = here, logLevel = 'warning') {
  const inputs = hashInputs(root);
  removeStamp(root);
  const steps = [buildServer, buildPages, buildClient];
  const parts = await Promise.allSettled(steps.map((step) => step(root, logLevel, idOf(inputs)))); // all end before the lock does
  const failed = parts.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  const outputs = [...parts.flatMap(({ value }) => value), ...buildImport(root)];
  await writeStamp(root, { version: versionOf(root), inputs, outputs });
}

function idOf(inputs) {
  const hashes = Object.entries(inputs).map(([path, { hash }]) => `${path} ${hash}`);
  return createHash('sha256').update(hashes.join('\n')).digest('hex').slice(0, 12);
}

async function buildServer(root, logLevel, buildId) {
  const out = join(root, 'dist', 'server');
  mkdirSync(out, { recursive: true });
  const files = {
    'package.json': '{"type":"commonjs"}\n',
    ...(await buildProgram(root, logLevel, buildId)),
    ...(await buildSimulator(root, logLevel, buildId)),
    'background.js': await buildBackground(root, logLevel),
  };
  for (const [name, text] of Object.entries(files)) replaceFile(join(out, name), text);
  removeOthers(out, new Set(Object.keys(files)));
  await makeCodeCache(out);
  return Object.keys(files).map((file) => `server/${file}`);
}

const serverOptions = (root, logLevel, buildId) => ({
  ...nodeOptions(root, buildId),
  banner: {},
  define: { ...nodeOptions(root, buildId).define, 'import.meta.url': '__programUrl' },
  outdir: join(root, 'dist', 'server'),
  minifyWhitespace: true,
  minifySyntax: true, // identifiers stay, so that a stack in a bug report can be read
  legalComments: 'external',
  write: false,
  logLevel,
});

/**
 * main.js, which loads the others: program.js, all that a start needs, so that V8's code cache is one file too; and
 * what is imported later (twurple, express, the demo), which is read and compiled later: half of a start is compiling.
 */
async function buildProgram(root, logLevel, buildId) {
  const { outputFiles, metafile } = await esbuild.build({
    ...serverOptions(root, logLevel, buildId),
    entryPoints: [{ in: join(root, 'server/main.ts'), out: 'main' }],
    splitting: true,
    chunkNames: 'part-[hash]',
    metafile: true,
  });
  const imports = new Map(
    Object.entries(metafile.outputs).map(([path, { imports: all }]) => [basename(path), all]),
  );
  const parts = {};
  const legal = {};
  for (const { path, text } of outputFiles) {
    if (path.endsWith('.js')) parts[basename(path)] = await toCommonJs(text);
    else legal[basename(path)] = text;
  }
  const wanted = staticImports('main.js', imports);
  const later = Object.entries(parts).filter(([name]) => !wanted.has(name));
  return {
    'main.js': renderLoader(versionOf(root), buildId),
    'program.js': renderProgram([...wanted].map((name) => [name, parts[name]])),
    ...Object.fromEntries(later.map(([name, text]) => [name, wrap(text)])),
    ...legal,
  };
}

/** What has to be there before a file can run, itself included. */
function staticImports(name, imports, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind } of imports.get(name) ?? [])
    if (kind === 'import-statement' && imports.has(basename(path)))
      staticImports(basename(path), imports, found);
  return found;
}

/** What is imported later goes through the loader, which reads it when others had their turn. */
async function toCommonJs(text) {
  const loaded = text.replace(/\bimport\((?="\.\/part-\w+\.js"\))/g, '__later(');
  const supported = { 'dynamic-import': false }; // of what Node has: a require()
  const options = { format: 'cjs', platform: 'node', target: 'node20', minifyWhitespace: true, supported };
  return toAscii((await esbuild.transform(loaded, options)).code);
}

/**
 * Of regular expressions, the only place where esbuild leaves other letters: with one of them V8 holds a whole file at
 * two bytes a letter, and reads it for longer.
 */
const toAscii = (code) =>
  code.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

const wrap = (text) => `(function(exports,require,module,__programUrl,__later){${text}\n})`;

function renderProgram(parts) {
  return `({${parts.map(([name, text]) => `${JSON.stringify(name)}:${wrap(text)}`).join(',\n')}})`;
}

/** The loader; its last line says of which build it is, so that it takes no other's files. */
function renderLoader(version, buildId) {
  const text = readFileSync(join(here, 'server', 'launch', 'load.cjs'), 'utf8');
  return `${text}load(${JSON.stringify(version)}, ${JSON.stringify(buildId)});\n`;
}

/** Without it a start only takes longer. */
async function makeCodeCache(out) {
  const data = mkdtempSync(join(tmpdir(), 'rolecall-cache-'));
  try {
    const args = [join(out, 'main.js'), '--port', '0', '--no-open', '--data', data];
    const env = { ...withoutSettings(process.env), ROLECALL_MAKE_CODE_CACHE: '1' };
    const child = spawn(process.execPath, args, { env, stdio: 'ignore', timeout: CACHE_LIMIT_MS });
    await new Promise((done) => child.once('close', done).once('error', done));
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** Of this shell: neither Rolecall's, nor what makes Node another one. */
const withoutSettings = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ROLECALL_|NODE_)/i.test(name)));

async function buildSimulator(root, logLevel, buildId) {
  const { outputFiles } = await esbuild.build({
    ...serverOptions(root, logLevel, buildId),
    entryPoints: [{ in: join(root, 'server/demo/cli.ts'), out: 'simulator' }],
    format: 'cjs',
    banner: { js: "const __programUrl=require('node:url').pathToFileURL(__filename).href;" },
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/** What `--background` needs, and nothing else. */
async function buildBackground(root, logLevel) {
  const { outputFiles } = await esbuild.build({
    ...serverOptions(root, logLevel),
    entryPoints: [{ in: join(here, 'server/launch/background.mjs'), out: 'background' }],
    format: 'cjs',
  });
  return outputFiles[0].text;
}

/** dist/pages: a folder of pages for each language, and `assets`, where what is the same in several stands once. */
async function buildPages(root, logLevel) {
  const pages = findPages(root);
  const out = join(root, 'dist', 'pages');
  const languages = findLanguages(root);
  for (const folder of ['assets', ...languages]) mkdirSync(join(out, folder), { recursive: true });
  const files = new Set(); // names in dist/pages/assets
  const html = new Map();
  for (const language of languages) {
    for (const page of pages) {
      const built = await buildAssets(root, page, language, logLevel);
      for (const name of built.files) files.add(name);
      html.set(`${language}/${page.name}.html`, rewrite(page, built.names, language));
    }
  }
  // Only now: a page names nothing that is not there yet.
  for (const [path, text] of html) replaceFile(join(out, path), text);
  removeOthers(out, new Set(['assets', ...languages]));
  for (const language of languages)
    removeOthers(join(out, language), new Set(pages.map(({ name }) => `${name}.html`)));
  removeOthers(join(out, 'assets'), new Set([...files].flatMap((name) => [name, `${name}.LEGAL.txt`])));
  return [
    ...[...html.keys()].map((path) => `pages/${path}`),
    ...[...files].map((n) => `pages/assets/${n}`),
    ...writeWaitingPages(root),
  ];
}

/** The folders of texts. */
function findLanguages(root) {
  const folder = join(root, 'overlay', 'lib', 'texts');
  if (!existsSync(folder)) return [defaultLanguage];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The pages for OBS that wait for the server, which offers them: each is one file, with its script in it. */
function writeWaitingPages(root) {
  const folder = join(root, 'integrations', 'obs');
  return ['rolecall-badge.html', 'rolecall-dock.html']
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => {
      const page = readFileSync(join(folder, name), 'utf8').replace(
        /<script src="([\w.]+)"><\/script>/,
        (_all, script) => `<script>\n${readFileSync(join(folder, script), 'utf8')}</script>`,
      );
      replaceFile(join(root, 'dist', 'integrations', name), page);
      return `integrations/${name}`;
    });
}

/** Each folder of overlay/pages with an index.html and a script of its own name. */
function findPages(root) {
  const folder = join(root, 'overlay', 'pages');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(
      (name) => existsSync(join(folder, name, 'index.html')) && existsSync(join(folder, name, `${name}.ts`)),
    )
    .map((name) => {
      const file = join(folder, name, 'index.html');
      const html = readFileSync(file, 'utf8');
      return {
        name,
        file,
        html,
        uses: [...html.matchAll(reference)].map(([, , url]) => resolve(file, '..', url)),
      };
    });
}

/** A relative src or href of a script, link or img; everything else in a page stays as it is. */
const reference = /(<(?:script|link|img)\b[^>]*?\s(?:src|href)=")(\.[^"]+)(?=")/g;

/**
 * What one page needs: `names`, source file -> its hashed name in dist/pages/assets, and all `files` there.
 * Each page is bundled by itself: code that several pages share would bring to each what only one of them
 * uses. Within a page, what it imports later is a chunk of its own.
 */
async function buildAssets(root, { name, file, uses }, language, logLevel) {
  const missing = uses.find((used) => !existsSync(used));
  if (missing)
    throw new Error(`${relative(root, file)} names ${relative(root, missing)}, which does not exist`);
  if (!uses.includes(join(dirname(file), `${name}.ts`)))
    throw new Error(`${relative(root, file)} does not load ./${name}.ts`);
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...new Set(uses)],
    outdir: join(root, 'dist', 'pages', 'assets'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    chunkNames: `${name}-[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: pageTarget,
    minify: true,
    plugins: [wordsIn(language), leanTemplates],
    define: { ...defines(root), ...languageDefine(language) },
    loader: { '.svg': 'copy', '.png': 'copy', '.ico': 'copy', '.woff2': 'copy' },
    legalComments: 'external',
    metafile: true,
    logLevel,
  });
  const built = { names: new Map(), files: [] };
  for (const [out, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    if (out.endsWith('.LEGAL.txt')) continue;
    built.files.push(basename(out));
    // A copied file is no entry point to esbuild, and neither is a chunk, which nobody needs by name.
    const source = entryPoint ?? (out.endsWith('.js') ? undefined : Object.keys(inputs)[0]);
    if (source) built.names.set(resolve(root, source), basename(out));
  }
  return built;
}

/** Puts the words of a language where those of English are imported (overlay/lib/texts/language.ts). */
export const wordsIn = (language) => ({
  name: 'words-in',
  setup({ onResolve }) {
    onResolve({ filter: /\/en\/[\w-]+\.ts$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('/en/', `/${language}/`)),
    }));
  },
});

/** Takes out of templates what the minifier leaves: indentation, and in style sheets comments and spaces too. */
const leanTemplates = {
  name: 'lean-templates',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]overlay[\\/].*\.ts$/ }, ({ path }) => ({
      // Line breaks stay, so that the rest of a source means what it did.
      contents: readFileSync(path, 'utf8')
        .replace(/\bcss`[^`]*`/g, leanStyles)
        .replace(/\n\s+/g, '\n'),
      loader: 'ts',
    }));
  },
};

function leanStyles(text) {
  return text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/;}/g, '}');
}

function rewrite({ file, html }, assets, language) {
  return html
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(reference, (all, before, url) => {
      const asset = assets.get(resolve(file, '..', url));
      if (!asset) throw new Error(`${url} in ${file} was not built`);
      return `${before}/assets/${asset}`;
    });
}

function removeOthers(folder, keep) {
  for (const name of readdirSync(folder)) {
    if (!keep.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** dist/client: what other programs import as `rolecall/client`, with types that need nothing else. */
async function buildClient(root, logLevel) {
  const source = join(root, 'integrations', 'client');
  if (!existsSync(join(source, 'index.ts'))) return [];
  const out = join(root, 'dist', 'client');
  mkdirSync(out, { recursive: true });
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [join(source, 'index.ts')],
    bundle: true,
    format: 'esm',
    target: [pageTarget, 'node20'],
    write: false,
    logLevel,
  });
  const { renderClientTypes } = await importSource(root, 'server/protocol/docs/client-types.ts');
  const files = {
    'index.js': outputFiles[0].text,
    'index.d.ts': renderClientTypes(readFileSync(join(source, 'api.ts'), 'utf8')),
  };
  for (const [name, text] of Object.entries(files)) replaceFile(join(out, name), text);
  removeOthers(out, new Set(Object.keys(files)));
  return Object.keys(files).map((name) => `client/${name}`);
}

/** Writes server/protocol/PROTOCOL.md from the registry that the server runs on. */
async function writeProtocol(root) {
  const { renderProtocol } = await importSource(root, 'server/protocol/docs/describe.ts');
  replaceFile(join(root, 'server', 'protocol', 'PROTOCOL.md'), renderProtocol());
}

/** A module of the sources, for a step of the build that needs what the program knows. */
async function importSource(root, path) {
  const program = join(tmpdir(), `rolecall-${basename(path, '.ts')}-${process.pid}-${Date.now()}.mjs`);
  try {
    await esbuild.build({ ...nodeOptions(root), entryPoints: [join(root, path)], outfile: program });
    return await import(pathToFileURL(program).href);
  } finally {
    rmSync(program, { force: true });
  }
}

async function main(args) {
  const started = performance.now();
  if (args.includes('--protocol')) {
    await writeProtocol(here);
    console.log('Wrote server/protocol/PROTOCOL.md');
    return;
  }
  await withLock(here, console.log, async () => {
    if (args.includes('--if-stale') && (await isFresh(here))) return;
    await build(here);
    console.log(`Built dist in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!error.errors) console.error(error.message); // esbuild has already printed its own
    process.exitCode = 1;
  } finally {
    await esbuild.stop();
  }
}
