import { type RolecallClient, RolecallError } from '../../../integrations/client/index.ts';
import { KINDS } from '../../../server/core/roles.ts';
import { ServerController, type Stop } from './controller.ts';

/** State that is read from the server after every connect, and when all was deleted, and then continued by its events. */
export abstract class LiveController extends ServerController {
  protected override listen(): Stop[] {
    const stops = [
      ...this.subscribe(),
      onDeletion(this.client, () => void this.read()),
      // The client renews its subscriptions first, so no event is lost between the two.
      this.client.onState((state) => {
        if (state === 'open') void this.read();
      }),
    ];
    // The client subscribes at the end of this turn: what is read before that may be old by then.
    if (this.client.state === 'open') queueMicrotask(() => void this.read());
    return stops;
  }

  /** Listens to what continues `read`. */
  protected abstract subscribe(): Stop[];
  /** Reads everything anew. Never rejects. */
  protected abstract read(): Promise<void>;
}

/** Calls when all that was known of viewers was deleted: no event names whom that concerns. */
function onDeletion(client: RolecallClient, deleted: () => void): Stop {
  let wasRead = false;
  return client.on('sync.status', ({ kinds }) => {
    const isRead = KINDS.some((kind) => kinds[kind].lastSuccessAt !== null);
    if (wasRead && !isRead) deleted();
    wasRead = isRead;
  });
}

/** The answer, or null where the server refuses or is away: the next connect asks again. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RolecallError) return null;
    throw error;
  }
}
