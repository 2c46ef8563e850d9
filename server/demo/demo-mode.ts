import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { type ChatWish, createDemoChat } from './demo-chat.ts';
import { createDemoChannel, DEMO_CHANNEL } from './demo-channel.ts';
import { createDemoPast, type DemoPast } from './demo-past.ts';
import { DemoStates } from './demo-states.ts';
import { startSimulator } from './simulator.ts';

/** The made-up Twitch that `--demo` talks to, and the folder that is thrown away afterwards. */
export interface DemoMode {
  readonly dataFolder: string;
  readonly twitchClientId: string;
  readonly twitchAccessToken: string;
  /** What its 30 days left behind. */
  readonly past: DemoPast;
  readonly states: DemoStates;
  /** Lets made-up viewers ask this Rolecall, as a stream tool would do for them. */
  startChat(url: string, token: string | null): void;
  close(): Promise<void>;
}

/** A little latency, so that the demo shows progress as a real channel would. */
const LATENCY_MS = 120;

/** Starts the simulator and sends all Twitch traffic of this process there. */
export async function startDemo(clock: Clock, clientId: string): Promise<DemoMode> {
  const simulator = await startSimulator({
    ...DEMO_CHANNEL,
    clock,
    latencyMs: LATENCY_MS,
    clientIds: [clientId],
  });
  const past = createDemoPast(simulator.world.truth, clock.now());
  const channel = createDemoChannel(simulator, clock);
  channel.start();
  process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
  const { accessToken } = simulator.issueToken({ clientId, expiresInS: 30 * 24 * 3600 });
  let onWish: (wish: ChatWish) => void = () => undefined;
  const chat = createDemoChat(simulator, clock, { ask: (wish) => onWish(wish) });
  const dataFolder = await mkdtemp(join(tmpdir(), 'rolecall-demo-'));
  return {
    dataFolder,
    twitchClientId: clientId,
    twitchAccessToken: accessToken,
    past,
    states: new DemoStates(simulator),
    startChat(url, token) {
      onWish = (wish) => void ask(url, token, wish);
      chat.start();
    },
    async close() {
      chat.close();
      channel.close();
      await simulator.close();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function ask(url: string, token: string | null, wish: ChatWish): Promise<void> {
  const { name, ...who } = wish;
  // As in the addresses for stream tools: nothing may stand behind a name that a stranger chose.
  const query = new URLSearchParams({ ...who, consume: '1', name });
  const headers = {
    'user-agent': 'Demo chat',
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
  // Who gets no answer in the demo chat asks again later, and the log has what went wrong.
  await fetch(`${url}/api/check?${query.toString()}`, { headers })
    .then((response) => response.text())
    .catch(() => undefined);
}
