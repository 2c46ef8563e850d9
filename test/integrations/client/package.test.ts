import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import buildOnce from '../../support/build-once.ts';
import { startTestApp, type TestApp } from '../../support/start-app.ts';
import { untilSettled } from '../../api/support.ts';

const root = resolve('.');
const TOKEN = 'a-long-random-token-of-the-tests';
let folder: string;
let files: string[];

beforeAll(async () => {
  await buildOnce();
  folder = mkdtempSync(join(tmpdir(), 'rolecall-client-'));
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  files = (JSON.parse(packed) as { files: { path: string }[] }[])[0]!.files.map(({ path }) => path);
  for (const file of files) {
    const to = join(folder, 'node_modules/rolecall', file);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(root, file), to);
  }
  for (const name of ['ws', '@types']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [i, code] of examples.entries()) writeFileSync(join(folder, `example-${i}.ts`), code);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  types: [],
  noEmit: true,
};

function problemsOf(program: ts.Program, only?: ts.SourceFile): string[] {
  return ts.getPreEmitDiagnostics(program, only).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

const examples = [
  ...readFileSync('integrations/client/README.md', 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm),
].map(([, code = '']) => code);

const USE = `
import { createClient, RolecallError, type ActionName, type EventData, type Result } from 'rolecall/client';

declare const console: { log(...what: unknown[]): void };
const client = createClient({ url: 'http://127.0.0.1:7653' });
export const actions: ActionName[] = ['access.check', 'sync.run'];

export async function use(): Promise<void> {
  const { allowed, reason, expiresAt } = await client.call('access.check', { user: 'a', consume: true });
  const said: boolean = allowed;
  const until: string | null = expiresAt;
  if (reason === 'vip') console.log(said, until);
  // @ts-expect-error no such reason
  if (reason === 'because') console.log(reason);
  const info = await client.call('server.info');
  const up: number = info.uptimeMs;
  // @ts-expect-error not a text
  const wrong: string = info.uptimeMs;
  console.log(up, wrong);
  // @ts-expect-error params are needed
  await client.call('viewers.search');
  // @ts-expect-error no such action
  await client.call('viewers.sing', {});
  // @ts-expect-error of another kind
  await client.call('viewers.search', { query: 7 });
  // @ts-expect-error no such param
  await client.call('access.check', { username: 'a' });
  // @ts-expect-error takes nothing
  await client.call('server.info', { verbose: true });
  // @ts-expect-error one of two words
  await client.call('overrides.set', { user: 'a', feature: 'tts', effect: 'mute' });
  client.on('roles.changed', ({ changes }) => console.log(changes.map(({ role }) => role satisfies string)));
  // @ts-expect-error no such event
  client.on('roles.exchanged', () => undefined);
  const one: EventData<'stream.status'> = { live: null, startedAt: null };
  const status: Result<'sync.status'> = (await client.connect()).status;
  console.log(one, status.kinds.vips.count);
  try {
    await client.call('sync.run', { kinds: ['vips'] }, { timeoutMs: 0 });
  } catch (error) {
    if (error instanceof RolecallError && error.code === 'not_connected') console.log(error.message);
  }
}
`;

describe('the package', () => {
  it('holds the client, its types and its README, and is not for npm', () => {
    const wanted = ['dist/client/index.js', 'dist/client/index.d.ts', 'integrations/client/README.md'];
    expect(files).toEqual(expect.arrayContaining([...wanted, 'package.json', 'LICENSE', 'README.md']));
    expect(files).toHaveLength(6);
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ private: true });
    expect(statSync('dist/client/index.js').size).toBeLessThan(16_000);
  });

  it('needs nothing else: neither the code nor the types import anything', () => {
    for (const file of ['dist/client/index.js', 'dist/client/index.d.ts']) {
      expect(readFileSync(file, 'utf8')).not.toMatch(/\bimport\b(?!ed)[^.]*\bfrom\b|\brequire\(/);
    }
  });

  it('compiles a strict program that has no other types, and refuses what is wrong', () => {
    const file = join(folder, 'use.ts');
    writeFileSync(file, USE);
    const program = ts.createProgram([file], { ...OPTIONS, lib: ['lib.es2022.d.ts'] });
    expect(problemsOf(program)).toEqual([]);
    const read = program.getSourceFiles().map(({ fileName }) => fileName);
    const own = read.filter((path) => !path.includes('/typescript/lib/')).map((path) => basename(path));
    expect(own.sort()).toEqual(['index.d.ts', 'use.ts']);
  });

  it('compiles the examples, with the WebSocket of ws', () => {
    const files = examples.map((_, i) => join(folder, `example-${i}.ts`));
    const program = ts.createProgram(files, { ...OPTIONS, skipLibCheck: true });
    expect(files.flatMap((file) => problemsOf(program, program.getSourceFile(file)))).toEqual([]);
  });

  it('says of every action and event what the registry says', () => {
    expect(checkPlanted(join(root, 'test/integrations/client/planted-agreement.ts'), AGREEMENT)).toEqual([]);
  });
});

const AGREEMENT = `
import type * as Built from '../../../dist/client/index.js';
import type * as Source from '../../../integrations/client/index.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Differing<K extends PropertyKey, T extends Record<K, boolean>> = { [E in K]: T[E] extends true ? never : E }[K];
type Params = { [A in Source.ActionName]: Same<Source.ParamsIn<A>, Built.ParamsIn<A>> };
type Results = { [A in Source.ActionName]: Same<Source.Result<A>, Built.Result<A>> };
type Events = { [E in Source.EventName]: Same<Source.EventData<E>, Built.EventData<E>> };
type None<T> = [T] extends [never] ? 'none' : T;

export const names: Same<Source.ActionName, Built.ActionName> = true;
export const eventNames: Same<Source.EventName, Built.EventName> = true;
export const params: None<Differing<Source.ActionName, Params>> = 'none';
export const results: None<Differing<Source.ActionName, Results>> = 'none';
export const events: None<Differing<Source.EventName, Events>> = 'none';
type Other = { hello: Same<Source.EventData<'hello'>, Built.EventData<'sync.status'>> };
// @ts-expect-error so that this can fail
export const wrong: None<Differing<'hello', Other>> = 'none';
export const create: Same<keyof Source.RolecallClient, keyof Built.RolecallClient> = true;
export const options: Same<Source.ClientOptions, Built.ClientOptions> = true;
export const codes: Same<Source.ClientErrorCode, Built.ClientErrorCode> = true;
export const error: Same<Source.RolecallError, Built.RolecallError> = true;
`;

/** The complaints about a file that exists only here, as one of the project. */
function checkPlanted(path: string, text: string): string[] {
  const planted = path.replaceAll('\\', '/');
  const options = {
    ...OPTIONS,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    exactOptionalPropertyTypes: false, // JSON Schema does not tell "absent" from "undefined"
    allowImportingTsExtensions: true,
    noErrorTruncation: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === planted || fileExists(file);
  host.getSourceFile = (file, target) =>
    file === planted ? ts.createSourceFile(file, text, target, true) : getSourceFile(file, target);
  const program = ts.createProgram([planted], options, host);
  return problemsOf(program, program.getSourceFile(planted));
}

describe('the examples of its README', () => {
  let app: TestApp;
  let viewer: string;

  beforeAll(async () => {
    app = await startTestApp({
      channel: { subscribers: 3, vips: 1, moderators: 1 },
      config: { apiToken: TOKEN },
    });
    await untilSettled(app);
    const listed = await fetch(`${app.baseUrl}/api/actions/viewers.list?role=vip`);
    const { result } = (await listed.json()) as { result: { items: { userLogin: string }[] } };
    viewer = result.items[0]!.userLogin;
  });
  afterAll(() => app.close());

  it('are three', () => expect(examples).toHaveLength(3));

  it.each([
    ['asks and listens', 0, /^speak\n(fresh|syncing) /],
    ['runs in Node 20', 1, /^Rolecall 0\.0\.0-test: (fresh|syncing)\n$/],
    ['says no in doubt', 2, /^No answer \(disconnected\): Not connected to Rolecall\.\nfalse\ntrue\n$/],
  ])('%s', async (_name, number, output) => {
    const code = examples[number]!.replaceAll('127.0.0.1:7653', `127.0.0.1:${app.port}`)
      .replaceAll('YOUR_TOKEN', TOKEN)
      .replaceAll('some_viewer', viewer);
    // The first is for browsers and Node 22, which bring a WebSocket.
    const bring = code.includes("'ws'")
      ? ''
      : "import{WebSocket}from'ws';globalThis.WebSocket??=WebSocket;\n";
    const compilerOptions = { ...OPTIONS, module: ts.ModuleKind.ESNext };
    const { outputText } = ts.transpileModule(code, { compilerOptions });
    const program = join(folder, `example-${number}.mjs`);
    writeFileSync(program, bring + outputText);
    const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 30_000 });
    expect(stdout).toMatch(output);
  });
});
