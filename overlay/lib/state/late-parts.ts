import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController } from './live-controller.ts';

/** Loads one part. */
export type LoadPart = () => Promise<void>;

/** What a page loads once it is there: a part that cannot be had is tried again with the next connection. */
export class LateParts extends LiveController {
  /** A part is missing, and the page has to say so. */
  isIncomplete = false;
  #missing: readonly LoadPart[];
  #isLoading = false;

  constructor(host: ReactiveControllerHost, client: RolecallClient, parts: readonly LoadPart[]) {
    super(host, client);
    this.#missing = parts;
  }

  protected override subscribe(): Stop[] {
    return [];
  }

  protected override async read(): Promise<void> {
    if (this.#isLoading || this.#missing.length === 0) return;
    this.#isLoading = true;
    const parts = this.#missing;
    const ends = await Promise.allSettled(parts.map((load) => load()));
    this.#missing = parts.filter((_, index) => ends[index]?.status === 'rejected');
    this.#isLoading = false;
    this.isIncomplete = this.#missing.length > 0;
    this.host.requestUpdate();
  }
}
