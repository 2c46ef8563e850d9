import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import buildOnce from '../support/build-once.ts';
import { onEnd } from '../support/endings.ts';

await buildOnce();

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-process-'));
  onEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface Program {
  readonly child: ChildProcess;
  /** What it has printed so far, both streams. */
  readonly output: { readonly text: string };
  /** Exit status, or the name of the signal that ended it. */
  readonly exit: Promise<number | string>;
  /** Waits until it has printed this. */
  says(words: RegExp | string, ms?: number): Promise<void>;
  /** `http://127.0.0.1:<port>` as it was printed. */
  url(): Promise<string>;
}

export interface StartOptions {
  /** Another copy of it. */
  readonly program?: string;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
  readonly uid?: number;
  /** The Node that runs it; this one if left out. */
  readonly node?: string;
}

const BUILT = resolve('dist/server/main.js');

/** The built program as a user's shell would start it. It is killed after the test if it is still there. */
export function start(options: StartOptions): Program {
  const { program = BUILT, args = [], env = {}, uid, node = process.execPath } = options;
  const child = spawn(node, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ROLECALL_NO_OPEN: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const output = { text: '' };
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer): void => {
    output.text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exit = new Promise<number | string>((done) => {
    child.on('close', (code, signal) => done(code ?? signal ?? 'gone'));
  });
  onEnd(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const says = (words: RegExp | string, ms = 30_000): Promise<void> =>
    new Promise((done, failed) => {
      const fail = (why: string): void => {
        stop();
        failed(new Error(`${why} without having said ${String(words)}:\n${output.text}`));
      };
      const timer = setTimeout(() => fail(`${ms} ms went by`), ms);
      const stop = (): void => {
        clearTimeout(timer);
        listeners.delete(look);
      };
      const look = (): void => {
        if (!(typeof words === 'string' ? output.text.includes(words) : words.test(output.text))) return;
        stop();
        done();
      };
      listeners.add(look);
      void exit.then(() => fail('It ended'));
      look();
    });
  const url = async (): Promise<string> => {
    await says(/Dock {3}http:\S+\/dock/);
    return /Dock {3}(http:\S+)\/dock/.exec(output.text)?.[1] ?? '';
  };
  return { child, output, exit, says, url };
}

/** Status and words of a start that does not come far. */
export async function outcome(options: StartOptions): Promise<{ status: number | string; words: string }> {
  const program = start(options);
  const status = await program.exit;
  return { status, words: program.output.text.trim() };
}

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
