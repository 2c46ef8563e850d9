import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { isNewer } from '../core/version.ts';
import type { NewWarning, Warnings } from '../core/warnings.ts';
import type { Settings } from '../store/settings-store.ts';
import { askNewestRelease } from './newest-release.ts';

export const NEWER_VERSION = 'newer_version';
/** At login the network may be there later than we are. */
const FIRST_MS = 60_000;
const AGAIN_MS = 24 * 3_600_000;
const LIMIT_MS = 10_000;

export interface UpdatesView {
  readonly enabled: boolean;
  /** The page with releases; null: this build has none. */
  readonly releases: string | null;
  /** A version that is newer than this one. */
  readonly newer: string | null;
  /** When it was asked last, epoch ms. */
  readonly askedAt: number | null;
  /** Whether that went wrong. */
  readonly failed: boolean;
}

export interface UpdatesDeps {
  readonly version: string;
  readonly releases: string | null;
  readonly settings: {
    get(): Pick<Settings, 'checkForUpdates' | 'skippedVersion'>;
    update(patch: Pick<Settings, 'skippedVersion'>): Promise<unknown>;
  };
  readonly warnings: Pick<Warnings, 'follow'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Looks once a day whether there is a newer version, if the streamer wants that. Nothing is downloaded. */
export class Updates {
  readonly #deps: UpdatesDeps;
  #timer: Timer | null = null;
  #asking: Promise<void> | null = null;
  #newer: string | null = null;
  #askedAt: number | null = null;
  #failed = false;
  #isClosed = false;

  constructor(deps: UpdatesDeps) {
    this.#deps = deps;
  }

  start(): void {
    // What was said before an update is over with it.
    this.#say();
    if (this.#isOn) this.#plan(FIRST_MS);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  /** The streamer switched it on or off. */
  onSetting(): void {
    this.#timer?.cancel();
    if (this.#isOn) this.#asking ??= this.#ask();
    else this.#say();
  }

  /** How it stands, once what is being asked is answered. */
  async view(): Promise<UpdatesView> {
    await this.#asking;
    const { checkForUpdates: enabled } = this.#deps.settings.get();
    const { releases } = this.#deps;
    return { enabled, releases, newer: this.#newer, askedAt: this.#askedAt, failed: this.#failed };
  }

  /** The streamer does not want to hear of this one again. @throws StoreError */
  async skip(): Promise<void> {
    if (this.#newer !== null) await this.#deps.settings.update({ skippedVersion: this.#newer });
  }

  get #isOn(): boolean {
    return this.#deps.releases !== null && this.#deps.settings.get().checkForUpdates && !this.#isClosed;
  }

  #plan(ms: number): void {
    this.#timer?.cancel();
    this.#timer = this.#deps.clock.after(ms, () => {
      this.#asking ??= this.#ask();
    });
  }

  async #ask(): Promise<void> {
    const { releases, version, clock, log } = this.#deps;
    try {
      const newest = await askNewestRelease(releases ?? '', LIMIT_MS);
      this.#newer = newest !== null && isNewer(newest, version) ? newest : null;
      this.#failed = false;
    } catch (error) {
      // Offline is nothing to speak of.
      log.debug('Updates', `${releases} could not be asked: ${(error as Error).message}`);
      this.#failed = true;
    }
    this.#askedAt = clock.now();
    this.#asking = null;
    this.#say();
    if (this.#isOn) this.#plan(AGAIN_MS);
  }

  #say(): void {
    const newer = this.#newer === this.#deps.settings.get().skippedVersion ? null : this.#newer;
    this.#deps.warnings.follow(NEWER_VERSION, this.#isOn && newer !== null ? this.#note(newer) : null);
  }

  #note(newer: string): Pick<NewWarning, 'message' | 'fix'> {
    const { releases, version } = this.#deps;
    return {
      message: `Version ${newer} of Rolecall is there; this is ${version}.`,
      fix: `Get it at ${releases}/latest, quit Rolecall, replace its folder, start it again. Your data stays.`,
    };
  }
}
