import { RolecallError } from './error.ts';
import type { ReplyFrame } from './frames.ts';

/** Both run inside the handler of the frame, so that what follows on the wire also follows here. */
export interface Receiver {
  resolve(result: unknown): void;
  reject(error: RolecallError): void;
}

interface Pending extends Receiver {
  readonly timer: ReturnType<typeof setTimeout> | null;
}

/** Whoever waits for something from the server. */
export class Calls {
  readonly #pending = new Map<string, Pending>();
  #lastId = 0;

  /**
   * @param late what to say if nothing comes, up to `within 800 ms.`
   * @param timeoutMs 0: no limit of its own; the call then ends with the connection
   */
  add(late: string, timeoutMs: number, receiver: Receiver): string {
    const id = String(++this.#lastId);
    const expire = (): void => {
      const message = `${late} within ${timeoutMs} ms.`;
      this.#take(id)?.reject(new RolecallError('timeout', message));
    };
    const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : null;
    this.#pending.set(id, { ...receiver, timer });
    return id;
  }

  /** Replies to nobody (too late, or to a frame without id) are dropped. */
  settle(reply: ReplyFrame): void {
    const pending = this.#take(String(reply.id));
    if (reply.ok) pending?.resolve(reply.result);
    else pending?.reject(new RolecallError(reply.error.code, reply.error.message));
  }

  settleAll(settle: (receiver: Receiver) => void): void {
    const all = [...this.#pending.keys()].map((id) => this.#take(id));
    for (const pending of all) if (pending) settle(pending);
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending?.timer) clearTimeout(pending.timer);
    this.#pending.delete(id);
    return pending;
  }
}
