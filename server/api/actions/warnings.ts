import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';

type Part = Pick<Handlers, 'warnings.dismiss' | 'warnings.restore'>;

/** What the streamer has to know. */
export function warningActions({ app }: Services): Part {
  return {
    'warnings.dismiss': async ({ code }) => ({ dismissed: await app.dismissWarning(code) }),
    'warnings.restore': async ({ code }) => ({ restored: await app.restoreAfter(code) }),
  };
}
