import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import { listenTo, type Stop } from './controller.ts';
import { LiveController } from './live-controller.ts';

/** Loads again after every connect, and when the window gets the focus. */
export class Refetch extends LiveController {
  readonly #load: () => Promise<unknown>;

  constructor(host: ReactiveControllerHost, client: RolecallClient, load: () => Promise<unknown>) {
    super(host, client);
    this.#load = load;
  }

  protected override subscribe(): Stop[] {
    return [listenTo(window, 'focus', () => this.client.state === 'open' && void this.read())];
  }

  /** An error is not shown, since nobody asked: the next time tries again. */
  protected override async read(): Promise<void> {
    await this.#load().catch(() => undefined);
  }
}
