import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Confirm } from './confirm.ts';
import { ServerController } from './controller.ts';
import type { Saving } from './saving.ts';

/** A part of the settings. A change is confirmed if something is lost by it, saved, and can be undone. */
export abstract class Editor extends ServerController {
  constructor(
    host: ReactiveControllerHost,
    client: RolecallClient,
    protected readonly saving: Saving,
    protected readonly confirm: Confirm,
  ) {
    super(host, client);
  }
}
