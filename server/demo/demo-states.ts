import { presets } from './fault-presets.ts';
import type { FaultRule } from './fault-types.ts';
import type { Simulator } from './simulator.ts';

/** What the demo can show on request. */
export const DEMO_STATES = [
  'normal',
  'twitch_down',
  'missing_permission',
  'login_ended',
  'old_lists',
  'news_refused',
  'first_read',
] as const;
export type DemoState = (typeof DEMO_STATES)[number];

/** The Rolecall that meets with it. */
export interface Shown {
  /** Begins anew as after a start: a login, and listening to Twitch. */
  resume(): Promise<void>;
  /** Reads the lists now. Resolves when that has ended, whichever way. */
  sync(): Promise<void>;
  /** Forgets who holds a role. */
  forget(): Promise<void>;
}

/** Everything that a page needs a while to read. */
const SLOW: readonly FaultRule[] = [
  { match: { lookup: false }, do: { kind: 'short-pages', size: 10 } },
  { match: { path: '/subscriptions' }, do: { kind: 'latency', ms: 3_000 } },
];

/** What Twitch does in each of them. */
const FAULTS: Readonly<Record<DemoState, readonly FaultRule[]>> = {
  normal: [],
  twitch_down: [{ do: { kind: 'status', status: 503 } }],
  missing_permission: [
    { match: { path: '/channels/vips' }, do: { kind: 'missing-scope', scope: 'channel:read:vips' } },
  ],
  login_ended: [
    {
      match: { path: /^\/(?!auth|ws)/ },
      do: { kind: 'status', status: 401, message: 'Invalid OAuth token' },
    },
  ],
  old_lists: [{ match: { path: '/ws' }, do: { kind: 'status', status: 503 } }],
  news_refused: [
    presets.failingSubscription(400, 'channel.vip.add'),
    presets.failingSubscription(400, 'channel.vip.remove'),
  ],
  first_read: SLOW,
};

/** Leads the demo's Twitch, and with it Rolecall, from one state to another: really, so that every page shows it. */
export class DemoStates {
  readonly #simulator: Pick<Simulator, 'faults'>;

  constructor(simulator: Pick<Simulator, 'faults'>) {
    this.#simulator = simulator;
  }

  /** Resolves when it has begun; the pages show it within a few seconds. */
  async show(state: DemoState, shown: Shown): Promise<void> {
    const { faults } = this.#simulator;
    faults.clear();
    // From wherever it was before; what is to fail now was not to fail then.
    await shown.resume();
    // They were read, and then grow old.
    if (state === 'old_lists') await shown.sync();
    for (const rule of FAULTS[state]) faults.add(rule);
    if (state === 'twitch_down' || state === 'old_lists' || state === 'news_refused') await shown.resume();
    if (state === 'first_read') await shown.forget();
    if (state === 'old_lists') return;
    const synced = shown.sync();
    if (state !== 'login_ended') return;
    await synced;
    // It has ended; the next one works.
    faults.clear();
  }
}
