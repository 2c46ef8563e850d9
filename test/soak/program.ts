import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** What a program printed over all its lives: a file, and counts. */
export class Transcript {
  readonly file: string;
  lines = 0;
  bytes = 0;
  /** Lines of the current and the busiest minute. */
  busiestMinute = 0;
  #minute = 0;
  #inMinute = 0;
  /** Lines that tell of an error, and how often; numbers are left out. */
  readonly errors = new Map<string, number>();
  readonly #stream: WriteStream;

  constructor(file: string) {
    this.file = file;
    this.#stream = createWriteStream(file, { flags: 'a' });
  }

  add(line: string): void {
    this.#stream.write(`${line}\n`);
    this.lines++;
    this.bytes += Buffer.byteLength(line) + 1;
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.#minute) this.#inMinute = 0;
    this.#minute = minute;
    this.busiestMinute = Math.max(this.busiestMinute, ++this.#inMinute);
    if (/\] Error:|^\w*Error\b|Unhandled|Uncaught/.test(line)) {
      const kind = line.replace(/^[\d: -]+/, '').replace(/\d+|about \S+/g, '#');
      this.errors.set(kind, (this.errors.get(kind) ?? 0) + 1);
    }
  }

  async end(): Promise<string> {
    await new Promise<void>((resolve) => this.#stream.end(resolve));
    return readFileSync(this.file, 'utf8');
  }
}

/** One life of a child process. */
export class Program {
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #isRunning = true;

  constructor(args: readonly string[], env: NodeJS.ProcessEnv, transcript: Transcript) {
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => transcript.add(line));
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        this.#isRunning = false;
        resolve(signal ?? `exit code ${String(code)}`);
      });
    });
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async kill(name: NodeJS.Signals): Promise<string> {
    this.signal(name);
    return this.ended;
  }

  /** Resident memory in MB; null where there is no /proc. */
  rssMb(): number | null {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
    } catch {
      return null;
    }
  }
}

/**
 * Below the ports that the system gives to outgoing connections: a program that calls a closed port of that
 * range over and over may end up connected to itself, and the port is then taken.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 18_000);
    if (await canListen(port)) return port;
  }
}

function canListen(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
