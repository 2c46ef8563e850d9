import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';

/** Ends what was started. */
export type Stop = () => void;

/** A part of a page's state. It listens while the page is connected, and asks it to render when it changes. */
export abstract class Controller implements ReactiveController {
  #stops: readonly Stop[] = [];

  constructor(protected readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#stops = this.listen();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }

  /** Starts listening, and returns what ends it. */
  protected listen(): Stop[] {
    return [];
  }
}

/** One that calls the server. */
export abstract class ServerController extends Controller {
  constructor(
    host: ReactiveControllerHost,
    protected readonly client: RolecallClient,
  ) {
    super(host);
  }
}

/** Listens to an event of the browser. */
export function listenTo(target: EventTarget, type: string, listener: () => void): Stop {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
