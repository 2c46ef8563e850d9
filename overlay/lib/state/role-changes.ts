import type { EventData } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import { FrameThrottle } from './frame-throttle.ts';

export type RoleChange = EventData<'roles.changed'>['changes'][number];

const MAX_KEPT = 200;

/** The latest changes of roles, newest first. */
export class RoleChanges extends LiveController {
  items: readonly RoleChange[] = [];
  readonly #throttle = new FrameThrottle(() => this.host.requestUpdate());

  protected override subscribe(): Stop[] {
    return [
      this.client.on('roles.changed', ({ changes, total }) => {
        if (total > changes.length) void this.read();
        else this.#put([...changes].reverse());
      }),
    ];
  }

  protected override async read(): Promise<void> {
    const answer = await orNull(this.client.call('roles.recent', { limit: MAX_KEPT }));
    if (!answer) return;
    const earlier = this.items;
    this.items = answer.items;
    // Events may have come while the answer was on its way.
    const known = new Set(answer.items.map(keyOf));
    const newest = answer.items[0]?.at ?? '';
    this.#put(earlier.filter((change) => !known.has(keyOf(change)) && change.at >= newest));
  }

  #put(newest: readonly RoleChange[]): void {
    const known = new Set(this.items.slice(0, MAX_KEPT).map(keyOf));
    const fresh = newest.filter((change) => !known.has(keyOf(change)));
    this.items = [...fresh, ...this.items].slice(0, MAX_KEPT);
    this.#throttle.request();
  }
}

function keyOf({ at, userId, role, change }: RoleChange): string {
  return `${at} ${userId} ${role} ${change}`;
}
