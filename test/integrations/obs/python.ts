import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

/** A Python of this machine, or undefined. */
export function findPython(): string | undefined {
  return ['python3', 'python'].find((name) => {
    const { status, stdout } = spawnSync(name, ['-c', 'import sys; print(sys.version_info[0])'], {
      encoding: 'utf8',
    });
    return status === 0 && stdout.trim() === '3';
  });
}

/** Says why tests are left out, where everybody sees it. */
export function sayWhySkipped(what: string, why: string): void {
  process.stderr.write(`\nSKIPPED: ${what}: ${why}\n`);
}

/** driver.py under way: one step at a time. */
export class Driver {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #said = '';

  constructor(python: string, mode: 'client' | 'script') {
    const env = { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' };
    this.#child = spawn(python, ['-B', resolve('test/integrations/obs/driver.py'), mode], { env });
    this.#child.stderr!.on('data', (data: Buffer) => (this.#said += data.toString()));
    this.#answers = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** What the step returned. @throws what Python raised */
  async ask<T = unknown>(step: string, params: Record<string, unknown> = {}): Promise<T> {
    this.#child.stdin!.write(`${JSON.stringify({ do: step, ...params })}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`Python ended: ${this.#said}`);
    const answer = JSON.parse(value) as { ok?: T; error?: string };
    if (answer.error !== undefined) throw new Error(`${step}: ${answer.error}\n${this.#said}`);
    return answer.ok as T;
  }

  /** How long Python takes to end, in ms: what OBS would wait for when it quits. */
  async end(): Promise<number> {
    const started = performance.now();
    const ended = new Promise<void>((done) => this.#child.once('close', () => done()));
    if (this.#child.exitCode !== null) return 0;
    this.#child.stdin!.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
    return performance.now() - started;
  }
}
