import type { ChosenAction } from '../../store/peer-store.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toPeers } from '../status.ts';

type Part = Pick<Handlers, 'peers.get' | 'peers.set' | 'peers.actions' | 'peers.retry' | 'peers.resend'>;

/** Streamer.bot, Speaker.bot and OBS, as far as Rolecall calls them. */
export function peerActions(services: Services): Part {
  return {
    'peers.get': () => toPeers(services.peers.view()),
    'peers.set': async ({ streamerbot: { actions, ...bot } = {}, ...patch }) => {
      const chosen = Object.entries(actions ?? {}).filter(([, choice]) => choice !== undefined);
      const choices = chosen.map(([event, choice]) => [
        event,
        choice && { id: choice.id ?? null, name: choice.name ?? null },
      ]);
      const streamerbot = {
        ...bot,
        actions: Object.fromEntries(choices) as Record<string, ChosenAction | null>,
      };
      return toPeers(await services.peers.set({ ...patch, streamerbot }));
    },
    'peers.actions': async () => ({ items: [...(await services.peers.actions())] }),
    'peers.retry': ({ peer }) => toPeers(services.peers.retry(peer)),
    'peers.resend': () => toPeers(services.peers.resend()),
  };
}
