import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The built program as people start it, in a process of its own, watched by probe.mjs. */

const TOKEN = 'a-long-random-token-of-the-bench';
const PROBE = resolve('test/bench/probe.mjs');
const PROGRAM = resolve('dist/server/main.js');
const END_LIMIT_MS = 10_000;

/** What one measured action cost. Other programs' time and the probe's own are not in it. */
export interface Cost {
  readonly ms: number;
  /** The longest time that the event loop was not free. */
  readonly stallMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  /** The most since the measurement began. */
  readonly peakMb: number;
}

export interface RealOptions {
  /** Where its data is; without it in a new folder that goes when it ends. */
  readonly dataFolder?: string;
  /** null: no login. */
  readonly twitch?: { readonly port: number; readonly token: string } | null;
}

interface Status {
  readonly kinds: Readonly<Record<string, { readonly lastSuccessAt: string | null }>>;
  readonly running: unknown;
}

export class RealRolecall {
  readonly port: number;
  readonly dataFolder: string;
  readonly #child: ChildProcess;
  readonly #isOwnFolder: boolean;

  private constructor(child: ChildProcess, port: number, dataFolder: string, isOwnFolder: boolean) {
    this.#child = child;
    this.port = port;
    this.dataFolder = dataFolder;
    this.#isOwnFolder = isOwnFolder;
    child.once('exit', endBench);
  }

  static async start({ dataFolder, twitch = null }: RealOptions = {}): Promise<RealRolecall> {
    const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'rolecall-bench-')));
    const env = {
      PATH: process.env['PATH'] ?? '',
      ROLECALL_TOKEN: TOKEN,
      ROLECALL_SYNC_WINDOW_MIN: '0',
      ROLECALL_SYNC_MIN_GAP_S: '0',
      ...(twitch && {
        TWURPLE_MOCK_API_PORT: String(twitch.port),
        ROLECALL_TWITCH_CLIENT_ID: 'simulator-client',
        ROLECALL_TWITCH_ACCESS_TOKEN: twitch.token,
      }),
    };
    const args = ['--import', PROBE, PROGRAM, '--port', '0', '--no-open', '--data', folder];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const port = await portOf(child);
    return new RealRolecall(child, port, folder, dataFolder === undefined);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What the action cost the process. */
  async measure(action: () => Promise<unknown>): Promise<Cost> {
    await this.#ask('begin');
    await action();
    return (await this.#ask('end')) as Cost;
  }

  async call<T>(action: string, params: unknown = {}): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/actions/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: typeof params === 'string' ? params : JSON.stringify(params),
    });
    const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
    if (error) throw new Error(`${action}: ${error.message}`);
    return result;
  }

  /** Waits until each list was read once, and nothing is read any more. */
  async firstSyncOver(): Promise<void> {
    for (;;) {
      const { kinds, running } = await this.call<Status>('sync.status');
      if (running === null && Object.values(kinds).every(({ lastSuccessAt }) => lastSuccessAt !== null))
        return;
      await wait(100);
    }
  }

  /** Waits until nothing is read, and nothing is about to be. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < 20; quiet++) {
      if ((await this.call<Status>('sync.status')).running !== null) quiet = 0;
      await wait(100);
    }
  }

  /** Forgets everybody: the next sync is a first one. */
  async forget(): Promise<void> {
    await this.call('data.delete', { confirm: 'delete everything' });
  }

  async sync(): Promise<void> {
    const { success } = await this.call<{ success: boolean }>('sync.run', { source: 'api:bench' });
    if (!success) throw new Error('The sync failed.');
  }

  /** Takes a whole export. @returns its bytes */
  async export(format: 'json' | 'csv', onChunk: (chunk: Buffer) => void = () => undefined): Promise<number> {
    const { path } = await this.call<{ path: string }>('data.export', { format });
    return new Promise((done, failed) => {
      get({ port: this.port, path, agent: false }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          onChunk(chunk);
        });
        response.on('end', () => done(bytes));
        response.on('error', failed);
      }).on('error', failed);
    });
  }

  async stop(): Promise<void> {
    this.#child.off('exit', endBench);
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), END_LIMIT_MS);
    await exit;
    clearTimeout(limit);
    if (this.#isOwnFolder) await rm(this.dataFolder, { recursive: true, force: true });
  }

  async #ask(question: string): Promise<unknown> {
    const answered = once(this.#child, 'message') as Promise<[{ answer: unknown }]>;
    this.#child.send(question);
    return (await answered)[0].answer;
  }
}

/** Whoever waits for an answer of it would wait for ever. */
function endBench(code: number | null, signal: string | null): never {
  console.error(`Rolecall ended in the middle of the bench (${signal ?? code}).`);
  process.exit(1);
}

/** The port that it says it runs on. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((done, failed) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const port = /Dock {3}http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) done(Number(port));
    });
    child.once('exit', () => failed(new Error(`Rolecall did not start:\n${said}`)));
  });
}
