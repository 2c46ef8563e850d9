import type { Clock, Timer } from '../../core/clock.ts';
import type { DataFolder } from './data-folder.ts';

const LOOK_MS = 30_000;

/** Notices that the folder was taken away also while nothing is saved. */
export class FolderWatch {
  readonly #folder: DataFolder;
  readonly #clock: Clock;
  #timer: Timer;

  constructor(folder: DataFolder, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#timer = this.#next();
  }

  close(): void {
    this.#timer.cancel();
  }

  #next(): Timer {
    return this.#clock.after(LOOK_MS, () => {
      this.#timer = this.#next();
      // It raises the warning, or ends it.
      this.#folder.check().catch(() => undefined);
    });
  }
}
