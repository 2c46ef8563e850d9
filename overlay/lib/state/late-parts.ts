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
  readonly #wanted = new Set<LoadPart>();
  #isLoading = false;

  constructor(host: ReactiveControllerHost, client: RolecallClient, parts: readonly LoadPart[]) {
    super(host, client);
    this.#missing = parts;
  }

  /** Loads a part that something on the page opens; the same one only once. */
  want(load: LoadPart): void {
    if (this.#wanted.has(load)) return;
    this.#wanted.add(load);
    this.#missing = [...this.#missing, load];
    void this.read();
  }

  protected override subscribe(): Stop[] {
    return [];
  }

  protected override async read(): Promise<void> {
    if (this.#isLoading || this.#missing.length === 0) return;
    this.#isLoading = true;
    const parts = this.#missing;
    const ends = await Promise.allSettled(parts.map((load) => load()));
    const came = new Set(parts.filter((_, index) => ends[index]?.status === 'fulfilled'));
    const isMore = this.#missing.length > parts.length; // wanted meanwhile
    this.#missing = this.#missing.filter((load) => !came.has(load));
    this.#isLoading = false;
    if (isMore) return this.read();
    this.isIncomplete = this.#missing.length > 0;
    this.host.requestUpdate();
  }
}
