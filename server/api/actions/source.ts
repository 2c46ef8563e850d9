import type { Handlers } from '../router.ts';
import type { Services } from '../services.ts';
import { toTwitchStatus } from '../status.ts';

type Part = Pick<Handlers, 'source.connect' | 'source.page'>;

/** Where the lists come from, if not from a login of our own: Streamer.bot. */
export function sourceActions({ peers, channel }: Services): Part {
  return {
    'source.connect': async () => {
      await peers.reachStreamerbot();
      await channel.connectThrough();
      return toTwitchStatus(channel.login.view());
    },
    'source.page': ({ headers, ...page }) => {
      const given = Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined);
      peers.onPage({ ...page, headers: Object.fromEntries(given) });
      return { accepted: true };
    },
  };
}
