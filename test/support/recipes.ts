import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const LANGUAGES = ['http', 'websocket', 'bash', 'python', 'js'] as const;
const TASKS = ['check', 'sync', 'grant', 'mute'] as const;

/** A block of a recipe that can be run. */
export interface Block {
  /** `curl.md:12` */
  readonly at: string;
  readonly language: (typeof LANGUAGES)[number];
  readonly does: (typeof TASKS)[number];
  /** The program; of a call over HTTP `POST <url>`, of a WebSocket its URL; then an empty line and what is sent. */
  readonly code: string;
  /** Whether what is sent is still to come. */
  readonly takesBody: boolean;
  /** What the tool replaces by the viewer's name, as it is or made fit for an address. */
  readonly variables: readonly { readonly text: string; readonly isEncoded: boolean }[];
  /** Headers that the tool adds by itself. */
  readonly added: readonly (readonly [string, string])[];
  readonly lineEnd: string;
  readonly hangsUp: boolean;
}

export interface Place {
  readonly port: number;
  readonly token: string;
  readonly viewer: string;
}

/** All calls of all recipes. @throws if a fenced block belongs to none */
export function readRecipes(folder: string): Block[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.sort().flatMap((name) => parseRecipe(name, readFileSync(join(folder, name), 'utf8')));
}

/**
 * A call is a comment that nobody sees (`<!-- does: check`, then a note a line), and after it a fenced block that can
 * be copied as it is: a program, or an address and, in a block of `txt`, what is sent.
 */
export function parseRecipe(name: string, given: string): Block[] {
  const text = given.replaceAll('\r\n', '\n');
  const blocks: Block[] = [];
  const before = new Map<string, string>();
  let notes: string[] | null = null;
  for (const match of text.matchAll(/^<!-- (does: [^]*?) -->$|^```(\w*)\n([^]*?)^```$/gm)) {
    const [, comment, language = '', body = ''] = match;
    const at = `${name}:${text.slice(0, match.index).split('\n').length}`;
    if (comment !== undefined) {
      if (notes) throw new Error(`${at}: the call before has nothing to copy`);
      notes = comment.split('\n').map((line) => line.trim());
    } else if (language === 'txt' && !notes && blocks.length > 0) {
      const last = blocks[blocks.length - 1]!;
      if (!last.takesBody) throw new Error(`${at}: what is this sent to?`);
      blocks[blocks.length - 1] = { ...last, code: `${last.code}\n\n${body.trim()}`, takesBody: false };
    } else {
      const block = parseBlock(at, language, body, notes ?? [], before);
      blocks.push(block);
      notes = null;
    }
  }
  return blocks;
}

function parseBlock(
  at: string,
  given: string,
  body: string,
  notes: string[],
  before: Map<string, string>,
): Block {
  // A tool that stays connected is told its address once; its messages name it in a note.
  const connected = /^to: (ws:\S+)$/.exec(notes[1] ?? '')?.[1];
  if (connected !== undefined) notes.splice(1, 1);
  const toSocket = connected !== undefined || (given === 'http' && body.startsWith('ws:'));
  const language = toSocket ? 'websocket' : given;
  if (!isOneOf(LANGUAGES, language)) throw new Error(`${at}: cannot run a block of "${given}"`);
  const does = /^does: (\w+)$/.exec(notes.shift() ?? '')?.[1] ?? '';
  if (!isOneOf(TASKS, does)) throw new Error(`${at}: does not say what it does`);
  const take = (pattern: RegExp): RegExpExecArray[] => {
    const found = notes.map((note) => pattern.exec(note)).filter((match) => match !== null);
    for (const match of found) notes.splice(notes.indexOf(match[0]), 1);
    return found;
  };
  const isPost = take(/^POST$/).length > 0;
  const isSequel = take(/^goes on with the block before$/).length > 0;
  const block = {
    ...{ at, language, does, takesBody: isPost || (toSocket && connected === undefined) },
    variables: take(/^.+ puts in(, encoded)?: (\S+)$/).map(([, encoded, text = '']) => ({
      ...{ text, isEncoded: encoded !== undefined },
    })),
    added: take(/^.+ (?:adds|field): ([\w-]+): (.+)$/).map(
      ([, header = '', value = '']) => [header, value] as const,
    ),
    lineEnd: take(/^line end: \\r\\n$/).length > 0 ? '\r\n' : '',
    hangsUp: take(/^hangs up at once$/).length > 0,
    code: (isSequel ? `${before.get(language) ?? ''}\n` : '') + body,
  };
  if (notes.length > 0) throw new Error(`${at}: what does "${notes[0]}" mean?`);
  before.set(language, withoutOutput(block.code));
  if (connected !== undefined) return { ...block, code: `${connected}\n\n${body.trim()}` };
  if (language === 'websocket') return { ...block, code: body.trim() };
  if (language === 'http') return { ...block, code: `${isPost ? 'POST' : 'GET'} ${body.trim()}` };
  return block;
}

/** What a later block goes on with: all but the call itself. */
const withoutOutput = (code: string): string => code.replace(/^(print|console\.log)\(.*\n/gm, '');

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}

/** Stands for whoever the reader puts in. */
const SOME_VIEWER = { text: 'some_viewer', isEncoded: false };

/** The code with real values in it. */
function fill({ code, variables }: Block, { port, token, viewer }: Place): string {
  let filled = code.replaceAll('127.0.0.1:7653', `127.0.0.1:${port}`).replaceAll('YOUR_TOKEN', token);
  for (const { text, isEncoded } of [...variables, SOME_VIEWER])
    filled = filled.replaceAll(text, () => (isEncoded ? encodeURIComponent(viewer) : viewer));
  return filled;
}

/** Does what the tool would do. @returns what came back, as text; '' if the tool does not wait for it */
export function runBlock(block: Block, place: Place): Promise<string> {
  const code = fill(block, place);
  if (block.language === 'http') return runHttp(block, code);
  if (block.language === 'websocket') return runSocket(block, code);
  if (block.language === 'bash') return runProgram('bash', ['-c', code]);
  if (block.language === 'python') return runProgram('python3', ['-c', code]);
  return runProgram(process.execPath, ['--input-type=module', '-e', code]);
}

function runHttp({ added }: Block, code: string): Promise<string> {
  const [head = '', body = ''] = code.split('\n\n');
  const [method = '', url = ''] = head.split(' ');
  const headers = Object.fromEntries(added);
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text)).on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

function runSocket({ added, lineEnd, hangsUp }: Block, code: string): Promise<string> {
  const [url = '', frame = ''] = code.trim().split('\n\n');
  const socket = new WebSocket(url, { headers: Object.fromEntries(added) });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      socket.send(frame + lineEnd);
      if (!hangsUp) return;
      socket.close();
      resolve('');
    });
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      if ('event' in (JSON.parse(text) as object)) return;
      socket.close();
      resolve(text);
    });
  });
}

/** A PC with a proxy that nobody answers at: Rolecall is not asked through it. */
const proxy = 'http://127.0.0.1:1';
const BEHIND_A_PROXY = {
  ...process.env,
  http_proxy: proxy,
  HTTP_PROXY: proxy,
  all_proxy: proxy,
  no_proxy: '',
};

function runProgram(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env: BEHIND_A_PROXY });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
}

/** Whether an answer means yes to a tool that compares as the recipe says. */
export function saysYes(answer: string): boolean {
  if (answer.trim() === 'allow') return true;
  try {
    const { result } = JSON.parse(answer) as { result?: { allowed?: unknown } };
    return result?.allowed === true;
  } catch {
    return false;
  }
}
