import type { ApiPorts } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTwitchStatus } from '../status.ts';
import { toTime, toTimeOrNull } from '../wire.ts';

type Part = Pick<
  Handlers,
  'twitch.connect' | 'twitch.status' | 'twitch.disconnect' | 'stream.started' | 'stream.stopped'
>;

export function twitchActions(ports: ApiPorts): Part {
  const { twitch, stream } = ports;
  return {
    'twitch.connect': async ({ clientId }) => {
      const pending = await twitch.connect(clientId ?? null);
      return { ...pending, expiresAt: toTime(pending.expiresAt) };
    },
    'twitch.status': () => toTwitchStatus(twitch.status()),
    'twitch.disconnect': async ({ deleteData }) => {
      await twitch.disconnect();
      if (deleteData) await ports.deleteData();
      return toTwitchStatus(twitch.status());
    },
    'stream.started': () => toStream(stream.onStarted()),
    'stream.stopped': () => toStream(stream.onStopped()),
  };
}

function toStream({ live, startedAt }: { live: boolean | null; startedAt: number | null }) {
  return { live, startedAt: toTimeOrNull(startedAt) };
}
