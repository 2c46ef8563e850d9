import type { Result } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';

export type Callers = Result<'callers.list'>;

/** Which programs ask, and which pages OBS shows. */
export class CallerLog extends LiveController {
  /** null: not known yet. */
  known: Callers | null = null;

  protected override subscribe(): Stop[] {
    return [this.client.on('callers.changed', (callers) => this.#show(callers))];
  }

  protected override async read(): Promise<void> {
    this.#show(await orNull(this.client.call('callers.list')));
  }

  #show(callers: Callers | null): void {
    if (callers) this.known = callers;
    this.host.requestUpdate();
  }
}
