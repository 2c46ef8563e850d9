import { RolecallError } from '../../../integrations/client/index.ts';
import { ServerController, type Stop } from './controller.ts';

/** State that is read from the server after every connect and then continued by its events. */
export abstract class LiveController extends ServerController {
  protected override listen(): Stop[] {
    const stops = [
      ...this.subscribe(),
      // The client renews its subscriptions first, so no event is lost between the two.
      this.client.onState((state) => {
        if (state === 'open') void this.read();
      }),
    ];
    if (this.client.state === 'open') void this.read();
    return stops;
  }

  /** Listens to what continues `read`. */
  protected abstract subscribe(): Stop[];
  /** Reads everything anew. Never rejects. */
  protected abstract read(): Promise<void>;
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
