import { WebSocket } from 'ws';
import {
  type CallOptions,
  type ClientOptions,
  createClient,
  type RolecallClient,
  RolecallError,
} from '../../../integrations/client/index.ts';
import { Queue } from '../../support/queue.ts';
import type { Driver, Outcome } from './driver.ts';

interface Step extends CallOptions {
  readonly action?: 'server.info';
  readonly params?: Record<never, never>;
  readonly event?: 'sync.status';
  readonly fails?: boolean;
}

/** Steers the TypeScript client, in this process. The steps are those of driver.py. */
export class TypeScriptDriver implements Driver {
  #client: RolecallClient | undefined;
  #begun: Promise<Outcome> | undefined;
  #heard = new Map<string, Queue<unknown>>();
  readonly #offs = new Map<string, (() => void)[]>();

  step(name: string, params: Readonly<Record<string, unknown>>): Promise<Outcome> {
    if (name === 'end') return this.#begun!;
    const outcome = outcomeOf(async () => {
      // One that waits for nobody must not look as if it had waited.
      if (name === 'begin') return void (this.#begun = outcomeOf(() => this.#call(params)));
      return this.#do(name, params);
    });
    return outcome;
  }

  end(): Promise<void> {
    this.#client?.close();
    return Promise.resolve();
  }

  #do(name: string, step: Readonly<Record<string, unknown>>): unknown {
    const { event = 'sync.status', timeoutMs = 10_000 } = step as Step;
    if (name === 'open') return this.#open(step as unknown as ClientOptions);
    const client = this.#client!;
    const steps: Readonly<Record<string, () => unknown>> = {
      connect: () => client.connect({ timeoutMs }),
      check: () => this.#check(step),
      call: () => this.#call(step),
      listen: () => this.#listen(event, step),
      ignore: () => this.#offs.get(event)!.pop()!(),
      next: () => this.#queueOf(event).take(),
      waiting: () => this.#queueOf(event).size,
      state: () => client.state,
      close: () => client.close(),
    };
    return steps[name]!();
  }

  #open(options: ClientOptions): void {
    this.#client?.close();
    this.#heard = new Map();
    const [errors, states] = [this.#queueOf('errors'), this.#queueOf('states')];
    const onError = (error: unknown): void =>
      errors.push(error instanceof RolecallError ? error.code : String(error));
    this.#client = createClient({ ...options, WebSocket, onError });
    this.#client.onState((state) => states.push(state));
  }

  #call(step: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { action = 'server.info', params = {}, timeoutMs } = step as Step;
    return this.#client!.call(action, params, timeoutMs === undefined ? {} : { timeoutMs });
  }

  /** As the client's README has it: here a call that fails rejects, and the caller makes a no of it. */
  async #check({ timeoutMs, ...params }: Readonly<Record<string, unknown>>): Promise<unknown> {
    try {
      const options = timeoutMs === undefined ? {} : { timeoutMs: Number(timeoutMs) };
      const { allowed, reason, message } = await this.#client!.call('access.check', params, options);
      return { allowed, reason, message, error: null };
    } catch (error) {
      if (!(error instanceof RolecallError)) throw error;
      return { allowed: false, reason: null, message: error.message, error: error.code };
    }
  }

  #listen(event: 'sync.status', step: Step): void {
    const heard = this.#queueOf(event);
    const hear = (data: unknown): void => {
      if (step.fails) throw new Error('planted');
      if (step.action) void this.#call({ ...step }).then((result) => heard.push(result));
      else heard.push(data);
    };
    this.#offs.set(event, [...(this.#offs.get(event) ?? []), this.#client!.on(event, hear)]);
  }

  #queueOf(name: string): Queue<unknown> {
    const queue = this.#heard.get(name) ?? new Queue<unknown>();
    this.#heard.set(name, queue);
    return queue;
  }
}

async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    return { ok: (await work()) ?? null };
  } catch (error) {
    if (!(error instanceof RolecallError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
