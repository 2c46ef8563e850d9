import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTwitchStatus } from '../status.ts';
import { toTime, toTimeOrNull } from '../wire.ts';

type Part = Pick<
  Handlers,
  | 'twitch.connect'
  | 'twitch.cancel'
  | 'twitch.status'
  | 'twitch.disconnect'
  | 'stream.started'
  | 'stream.stopped'
>;

export function twitchActions(services: Services): Part {
  return {
    'twitch.connect': async ({ clientId }) => {
      const pending = await services.channel.login.connect(clientId ?? null);
      return { ...pending, expiresAt: toTime(pending.expiresAt) };
    },
    'twitch.cancel': () => {
      services.channel.login.cancel();
      return toTwitchStatus(services.channel.login.view());
    },
    'twitch.status': () => toTwitchStatus(services.channel.login.view()),
    'twitch.disconnect': async ({ deleteData }) => {
      await services.channel.login.disconnect();
      if (deleteData) await services.app.deleteData();
      return toTwitchStatus(services.channel.login.view());
    },
    'stream.started': () => toStream(services.channel.onStreamStarted()),
    'stream.stopped': () => toStream(services.channel.onStreamStopped()),
  };
}

function toStream({ live, startedAt }: { live: boolean | null; startedAt: number | null }) {
  return { live, startedAt: toTimeOrNull(startedAt) };
}
