import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a step came to: its result, or the error that the client told its caller. */
export type Outcome = { readonly ok: unknown } | { readonly error: { code: string; message: string } };

/** One client, steered step by step. The steps are those of driver.py; every language has the same. */
export interface Driver {
  /** @throws if the client did what no client may: anything but a result or an error with a code */
  step(name: string, params: Readonly<Record<string, unknown>>): Promise<Outcome>;
  end(): Promise<void>;
}

/** A program that reads one step a line and answers each with one line. */
export function spawnDriver(program: string, args: readonly string[]): Driver {
  const env = { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' };
  // A client on this PC goes through no proxy, whatever the system says.
  Object.assign(env, { http_proxy: 'http://127.0.0.1:1', all_proxy: 'http://127.0.0.1:1' });
  const child: ChildProcess = spawn(program, args, { env });
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said += data.toString()));
  const answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  return {
    async step(name, params) {
      child.stdin!.write(`${JSON.stringify({ do: name, ...params })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`The client's program ended at ${name}: ${said}`);
      const answer = JSON.parse(value) as Outcome & { crash?: string };
      if (answer.crash !== undefined) throw new Error(`${name}: ${answer.crash}\n${said}`);
      return answer;
    },
    async end() {
      child.stdin!.end();
      // Mono has been seen to hang at its own end, after all was played.
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
