import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController } from './live-controller.ts';

/** Loads one part. */
export type LoadPart = () => Promise<void>;

/**
 * What a page loads once it is there. Browsers never ask again for a module that could not be had, so that the next
 * connection loads the page again.
 */
export class LateParts extends LiveController {
  /** A part is missing, and the page has to say so. */
  isIncomplete = false;
  #missing: readonly LoadPart[];
  readonly #wanted = new Set<LoadPart>();
  readonly #reload: () => void;
  #isLoading = false;

  constructor(
    host: ReactiveControllerHost,
    client: RolecallClient,
    parts: readonly LoadPart[],
    reload = (): void => location.reload(),
  ) {
    super(host, client);
    this.#missing = parts;
    this.#reload = reload;
  }

  /** Loads a part that something on the page opens; the same one only once. */
  want(load: LoadPart): void {
    if (this.#wanted.has(load)) return;
    this.#wanted.add(load);
    this.#missing = [...this.#missing, load];
    void this.#load();
  }

  protected override subscribe(): Stop[] {
    return [];
  }

  protected override async read(): Promise<void> {
    if (this.isIncomplete) this.#reload();
    else await this.#load();
  }

  async #load(): Promise<void> {
    if (this.#isLoading || this.#missing.length === 0) return;
    this.#isLoading = true;
    const parts = this.#missing;
    const ends = await Promise.allSettled(parts.map((load) => load()));
    const came = new Set(parts.filter((_, index) => ends[index]?.status === 'fulfilled'));
    const isMore = this.#missing.length > parts.length; // wanted meanwhile
    this.#missing = this.#missing.filter((load) => !came.has(load));
    this.#isLoading = false;
    if (isMore) return this.#load();
    this.isIncomplete = this.#missing.length > 0;
    this.host.requestUpdate();
  }
}
