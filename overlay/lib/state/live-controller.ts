import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type RolecallClient, RolecallError } from '../../../integrations/client/index.ts';

/** What every part of the dock that keeps up with the server has in common. */
export abstract class LiveController implements ReactiveController {
  protected readonly host: ReactiveControllerHost;
  protected readonly client: RolecallClient;
  #offs: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, client: RolecallClient) {
    this.host = host;
    this.client = client;
    host.addController(this);
  }

  hostConnected(): void {
    this.#offs = [
      ...this.subscribe(),
      // Subscriptions are renewed before this is heard: what is read now is continued by the events.
      this.client.onState((state) => {
        if (state === 'open') void this.read();
      }),
    ];
    if (this.client.state === 'open') void this.read();
  }

  hostDisconnected(): void {
    for (const off of this.#offs) off();
  }

  /** Listens to what continues `read`. */
  protected abstract subscribe(): (() => void)[];
  /** Reads everything anew, after every connect. Never rejects. */
  protected abstract read(): Promise<void>;
}

/** The answer, or null if there is none now: without a connection the next one asks again. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RolecallError) return null;
    throw error;
  }
}
