import { type ChangeEntry, foldChanges, type RoleChange, type Run } from '../format/fold-changes.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import { FrameThrottle } from './frame-throttle.ts';

/** All that the server remembers: what a first sync found is one row, whatever it is behind. */
const MAX_KEPT = 500;
const MAX_RUNS = 100;

/** The latest changes of roles, newest first. */
export class RoleChanges extends LiveController {
  entries: readonly ChangeEntry[] = [];
  /** The server has answered. */
  isRead = false;
  #items: readonly RoleChange[] = [];
  #runs: readonly Run[] = [];
  readonly #throttle = new FrameThrottle(() => this.#fold());

  protected override subscribe(): Stop[] {
    return [
      this.client.on('roles.changed', ({ changes, total }) => {
        if (total > changes.length) void this.read();
        else this.#put([...changes].reverse());
      }),
      this.client.on('sync.finished', (run) => {
        this.#runs = [run, ...this.#runs].slice(0, MAX_RUNS);
        this.#throttle.request();
      }),
    ];
  }

  protected override async read(): Promise<void> {
    const before = new Set(this.#items.map(keyOf));
    const [answer, runs] = await Promise.all([
      orNull(this.client.call('roles.recent', { limit: MAX_KEPT })),
      orNull(this.client.call('sync.history', { limit: MAX_RUNS })),
    ]);
    if (runs) this.#runs = runs.items;
    if (!answer) return;
    this.isRead = true;
    // Events may have come while the answer was on its way.
    const came = this.#items.filter((change) => !before.has(keyOf(change)));
    this.#items = answer.items;
    this.#put(came);
  }

  #put(newest: readonly RoleChange[]): void {
    const known = new Set(this.#items.slice(0, MAX_KEPT).map(keyOf));
    const fresh = newest.filter((change) => !known.has(keyOf(change)));
    this.#items = [...fresh, ...this.#items].slice(0, MAX_KEPT);
    this.#throttle.request();
  }

  #fold(): void {
    this.entries = foldChanges(this.#items, this.#runs);
    this.host.requestUpdate();
  }
}

function keyOf({ at, userId, role, change }: RoleChange): string {
  return `${at} ${userId} ${role} ${change}`;
}
