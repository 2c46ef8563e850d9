import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import { callHttp } from './http.ts';
import type { Model, WorldAnswer } from './model.ts';
import type { SoakOptions } from './options.ts';
import { freePort, Program, Transcript } from './program.ts';
import { sleep } from './random.ts';

interface RequestsAnswer {
  readonly entries: readonly { readonly path: string; readonly at: number }[];
}

/** The simulated Twitch as a process of its own, steered over its control. */
export class Twitch {
  port = 0;
  readonly transcript: Transcript;
  /** When Rolecall opened an EventSub socket, epoch ms. */
  readonly connects: number[] = [];
  calls = 0;
  readonly #options: SoakOptions;
  readonly #programFile: string;
  #program: Program | null = null;
  #inFlight = 0;
  /** Resolves when the control may be used. */
  #open: Promise<void> = Promise.resolve();
  #countedUntil = 0;

  constructor(options: SoakOptions, programFolder: string, folder: string) {
    this.#options = options;
    this.#programFile = join(programFolder, 'simulator.js');
    this.transcript = new Transcript(join(folder, 'simulator.log'));
  }

  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    const { subs, vips, mods, seed, tokenLifeS } = this.#options;
    const script = `import(${JSON.stringify(pathToFileURL(this.#programFile).href)}).then((m) => m.runSimulatorCli(process.argv.slice(1), console.log))`;
    const flags = { port: this.port, subs, vips, mods, seed, 'token-life': tokenLifeS };
    const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
    this.#program = new Program(
      ['--input-type=module', '-e', script, '--', ...args, '--control'],
      { ...process.env },
      this.transcript,
    );
    await this.#awaitAnswer();
  }

  async #awaitAnswer(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await this.#call('GET', 'faults');
        return;
      } catch (error) {
        if (tries > 300 || !this.#program?.isRunning) throw error;
        await sleep(100);
      }
    }
  }

  /** Waits until the simulator can be reached. Throws what it refuses: the driver asks for nothing impossible. */
  async control<T>(method: 'GET' | 'POST' | 'DELETE', path: string, json?: unknown): Promise<T> {
    for (let open = this.#open; ; open = this.#open) {
      await open;
      if (open === this.#open) break;
    }
    this.#inFlight++;
    try {
      return await this.#call<T>(method, path, json);
    } finally {
      this.#inFlight--;
    }
  }

  addFault(rule: FaultRule): Promise<unknown> {
    return this.control('POST', 'faults', rule);
  }

  world(): Promise<WorldAnswer> {
    return this.control<WorldAnswer>('GET', 'world');
  }

  /** Nobody else uses the control meanwhile. */
  async #alone(action: () => Promise<void>): Promise<void> {
    await this.#open;
    let open = (): void => undefined;
    this.#open = new Promise((resolve) => (open = resolve));
    try {
      while (this.#inFlight > 0) await sleep(5);
      await action();
    } finally {
      open();
    }
  }

  /** Connections are refused for a while; all that is known stays. */
  goDark(ms: number): Promise<void> {
    return this.#alone(async () => {
      await this.#call('POST', 'outage', { ms });
      await sleep(ms + 100);
      await this.#awaitAnswer();
    });
  }

  /** Connections are accepted by the machine and nothing ever comes. */
  freeze(ms: number): Promise<void> {
    return this.#alone(async () => {
      this.#program?.signal('SIGSTOP');
      await sleep(ms);
      this.#program?.signal('SIGCONT');
    });
  }

  /** The process dies and comes back with the truth as it was, but it knows no login any more. */
  restart(model: Model, darkMs: number): Promise<void> {
    return this.#alone(async () => {
      await this.#count();
      await this.#program?.kill('SIGKILL');
      await sleep(darkMs);
      await this.start();
      for (const rename of model.renames)
        await this.#call('POST', 'world/rename', { ...rename, announce: false });
      const calls: (() => Promise<unknown>)[] = [];
      for (const { person, from } of model.departures())
        calls.push(() => this.#restore(person.userId, from, person.facts));
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let call = calls.pop(); call; call = calls.pop()) await call();
        }),
      );
    });
  }

  async #restore(userId: string, from: Model['people'][number]['facts'], to: typeof from): Promise<void> {
    const set = (path: string, more: object = {}): Promise<unknown> =>
      this.#call('POST', `world/${path}`, { userId, announce: false, ...more });
    if (from.vips && !to.vips) await set('removeVip');
    if (from.moderators && !to.moderators) await set('removeModerator');
    if (to.moderators && !from.moderators) await set('addModerator');
    if (to.vips && !from.vips) await set('addVip');
    if (to.subscribers) await set('subscribe', to.subscribers);
    else if (from.subscribers) await set('endSubscription');
  }

  /** Reads off what came in since the last time. */
  async count(): Promise<void> {
    this.#inFlight++;
    try {
      await this.#count();
    } finally {
      this.#inFlight--;
    }
  }

  async #count(): Promise<void> {
    const { entries } = await this.#call<RequestsAnswer>('GET', 'requests');
    const news = entries.filter(({ at }) => at > this.#countedUntil);
    this.#countedUntil = news.at(-1)?.at ?? this.#countedUntil;
    this.calls += news.length;
    for (const { path, at } of news) if (path === '/ws') this.connects.push(at);
  }

  async #call<T>(method: string, path: string, json?: unknown): Promise<T> {
    const url = `http://127.0.0.1:${this.port}/control/${path}`;
    const { status, body } = await callHttp(url, { method, json, limitMs: 30_000 });
    if (status !== 200)
      throw new Error(`simulator: ${method} ${path} ${JSON.stringify(json)}: ${JSON.stringify(body)}`);
    return body as T;
  }

  async stop(): Promise<void> {
    this.#program?.signal('SIGCONT');
    await this.#program?.kill('SIGKILL');
  }
}
