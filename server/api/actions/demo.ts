import { ApiError } from '../../core/problem.ts';
import type { Handlers } from '../router.ts';
import type { Services } from '../services.ts';

type Part = Pick<Handlers, 'demo.show'>;

/** How long news may take to come again before the lists are read. */
const LIVE_MS = 3_000;

/** What there is in the demo only. */
export function demoActions({ demoStates, channel, app }: Services): Part {
  const shown = {
    resume: () => channel.resume(),
    async sync() {
      await channel.live.untilLive(LIVE_MS);
      const request = { source: 'api:demo', isExempt: true, mustBeginNow: true };
      // What goes wrong is what is to be shown.
      await channel.sync.run(request).catch(() => undefined);
    },
    forget: async () => void (await app.deleteData()),
  };
  return {
    'demo.show': async ({ state }) => {
      if (!demoStates)
        throw new ApiError('unavailable', 'Only the demo shows this: start Rolecall with --demo.');
      await demoStates.show(state, shown);
      return { state };
    },
  };
}
