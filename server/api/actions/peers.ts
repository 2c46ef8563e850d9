import { viewOf } from '../../core/problem.ts';
import type { Result } from '../../protocol/actions.ts';
import type { ActionFacts, PeersFacts, PeerStateFacts } from '../peers-port.ts';
import type { ApiPorts } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTime } from '../wire.ts';

type Part = Pick<Handlers, 'peers.get' | 'peers.set' | 'peers.actions' | 'peers.resend'>;

/** Streamer.bot, Speaker.bot and OBS, as far as Rolecall calls them. */
export function peerActions(ports: ApiPorts): Part {
  return {
    'peers.get': () => toPeers(ports.peers.get()),
    'peers.set': async ({ streamerbot: { actions, ...bot } = {}, ...patch }) => {
      const chosen = Object.entries(actions ?? {}).filter(([, choice]) => choice !== undefined);
      const choices = chosen.map(([event, choice]) => [
        event,
        choice && { id: choice.id ?? null, name: choice.name ?? null },
      ]);
      const streamerbot = {
        ...bot,
        actions: Object.fromEntries(choices) as Record<string, ActionFacts | null>,
      };
      return toPeers(await ports.peers.set({ ...patch, streamerbot }));
    },
    'peers.actions': async () => ({ items: [...(await ports.peers.actions())] }),
    'peers.resend': () => toPeers(ports.peers.resend()),
  };
}

export function toPeers({ streamerbot, speakerbot, obs }: PeersFacts): Result<'peers.get'> {
  return {
    streamerbot: { ...streamerbot, state: toState(streamerbot.state) },
    speakerbot: { ...speakerbot, state: toState(speakerbot.state) },
    obs: { ...obs, state: toState(obs.state) },
  };
}

function toState({ status, since, problem }: PeerStateFacts): Result<'peers.get'>['obs']['state'] {
  return { status, since: toTime(since), problem: problem && viewOf(problem) };
}
