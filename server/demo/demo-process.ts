import type * as ChildProcesses from 'node:child_process';
import type { Readable } from 'node:stream';
import { ApiError } from '../core/problem.ts';
import type { Log } from '../core/log.ts';

export interface DemoProcessOptions {
  /** The built `main.js` of this program; null: there is none to start. */
  readonly program: string | null;
  /** Whether this is the demo itself. */
  readonly isDemo: boolean;
  readonly log: Log;
  /** What starts Rolecall, options behind it. */
  readonly command: string;
  readonly startLimitMs?: number;
}

interface Running {
  readonly child: ChildProcesses.ChildProcess;
  readonly url: Promise<string>;
  readonly ended: Promise<void>;
}

/** What a demo sends to the Rolecall that started it, once it listens. */
export interface DemoListening {
  readonly rolecallDemo: string;
}

const START_LIMIT_MS = 10_000;
/** How long it may take to put its throw-away data away. */
const END_LIMIT_MS = 2_000;

/**
 * The demo as a process of its own: Twitch is another one there, for a whole process. The channel between
 * the two is also what ends it: that closes with this process, however this process ends.
 */
export class DemoProcess {
  readonly #options: DemoProcessOptions;
  #running: Running | null = null;
  #isClosed = false;

  constructor(options: DemoProcessOptions) {
    this.#options = options;
  }

  /**
   * Starts it unless it runs already.
   * @returns the address of its dock, `http://127.0.0.1:<port>/dock`
   * @throws ApiError
   */
  async start(): Promise<string> {
    const { program, isDemo } = this.#options;
    if (isDemo) throw new ApiError('unavailable', 'This is the demo already. There is no demo in the demo.');
    if (program === null)
      throw new ApiError('unavailable', `The demo cannot be started here. ${this.#byHand}`);
    if (this.#isClosed) throw new ApiError('unavailable', 'Rolecall is closing. Start it again first.');
    this.#running ??= this.#spawn(program);
    return this.#running.url;
  }

  /** Resolves when it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#running) await end(this.#running);
  }

  get #byHand(): string {
    const line = `${this.#options.command} --demo --port 0`;
    return `Try again, or type this in a terminal in the folder of Rolecall: ${line}`;
  }

  #spawn(program: string): Running {
    const { log } = this.#options;
    // Only a demo needs it: loading it would make every start wait.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn(process.execPath, [program, '--demo', '--port', '0', '--no-open'], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
    });
    if (child.pid !== undefined) log.info('Demo', `Starting as process ${child.pid}…`);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', (error) => {
        log.warn('Demo', `The process reports: ${error.message}`);
        if (child.pid === undefined) resolve();
      });
    });
    this.#repeat(child.stdout);
    this.#repeat(child.stderr);
    const running = { child, ended, url: this.#untilListening(child, ended) };
    running.url.catch(() => end(running));
    void ended.then(() => {
      if (this.#running === running) this.#running = null;
      log.info('Demo', 'It has ended.');
    });
    return running;
  }

  #untilListening(child: ChildProcesses.ChildProcess, ended: Promise<void>): Promise<string> {
    const limitMs = this.#options.startLimitMs ?? START_LIMIT_MS;
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        clearTimeout(timer);
        reject(new ApiError('unavailable', `${why} ${this.#byHand}`));
      };
      const timer = setTimeout(() => fail(`The demo needs longer than ${limitMs / 1000} seconds.`), limitMs);
      void ended.then(() => fail('The demo could not start; the log of Rolecall says why.'));
      child.on('message', (message) => {
        if (!isListening(message)) return;
        clearTimeout(timer);
        resolve(`${message.rolecallDemo}/dock`);
      });
    });
  }

  /** What it says goes into our log, without its own time. */
  #repeat(stream: Readable | null): void {
    if (!stream) return;
    const { createInterface } = process.getBuiltinModule('node:readline');
    createInterface({ input: stream }).on('line', (line) => {
      this.#options.log.info('Demo', line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /, '').trim());
    });
  }
}

/** Our environment without what would make it another Rolecall than the demo: port, data, tokens, Twitch. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ROLECALL|TWURPLE)_/i.test(name)),
  );
}

function isListening(message: unknown): message is DemoListening {
  const url = (message as Partial<DemoListening> | null)?.rolecallDemo;
  return typeof url === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(url);
}

async function end({ child, ended }: Running): Promise<void> {
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}
