import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSocket, type Socket } from 'node:dgram';
import { rolecall, synced } from '../api/support.ts';
import { onEnd } from '../support/endings.ts';
import { createLog, Redactor } from '../../server/log.ts';
import { Queue } from '../support/queue.ts';
import type { TestApp, TestAppOptions } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';

/** Waits for something to become true. */
export async function until(isTrue: () => boolean, what: string, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`Not within ${ms} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** A log that is kept. */
export function keptLog(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  return { lines, log: createLog('info', new Redactor(), (line) => lines.push(line)) };
}

/** Takes connections and says nothing, not even that it is a WebSocket server. */
export async function mutePort(): Promise<number> {
  const server: Server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onEnd(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Speaker.bot's UDP port. */
export class FakeSpeakerbot {
  readonly orders = new Queue<{ command: string; mode: string; user: string; id: string }>();
  readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('message', (data) => this.orders.push(JSON.parse(data.toString()) as never));
  }

  static async start(port = 0): Promise<FakeSpeakerbot> {
    const socket = createSocket('udp4');
    socket.bind(port, '127.0.0.1');
    await once(socket, 'listening');
    const fake = new FakeSpeakerbot(socket);
    onEnd(() => fake.stop());
    return fake;
  }

  get port(): number {
    return this.socket.address().port;
  }

  stop(): void {
    try {
      this.socket.close();
    } catch {
      // It is closed.
    }
  }

  /** Takes so many orders, by id: "add" or "del" with the name. */
  async take(count: number): Promise<Map<string, string>> {
    const taken = new Map<string, string>();
    for (let i = 0; i < count; i++) {
      const { command, mode, user, id } = await this.orders.take();
      if (command !== 'reg') throw new Error(`Speaker.bot does not know ${command}`);
      taken.set(id, `${mode} ${user}`);
    }
    return taken;
  }
}

export interface PeersOnWire {
  readonly streamerbot: OneOnWire & {
    readonly hasPassword: boolean;
    readonly hasTriggers: boolean;
    readonly actions: Record<string, unknown>;
  };
  readonly speakerbot: OneOnWire & { readonly regulars: number; readonly pending: number };
  readonly obs: OneOnWire & { readonly hasPassword: boolean };
}
export interface OneOnWire {
  readonly isOn: boolean;
  readonly host: string;
  readonly port: number;
  readonly state: {
    readonly status: string;
    readonly since: string;
    readonly problem: { readonly code: string; readonly message: string; readonly fix: string | null } | null;
  };
}

/** A Rolecall and one of its own pages, that may do everything. */
export async function owned(options: TestAppOptions = {}, isSynced = true) {
  const app: TestApp = await (isSynced ? synced(options) : rolecall(options));
  const page = await TestClient.open(app.wsUrl, { headers: { origin: app.baseUrl } });
  onEnd(() => page.socket.terminate());
  const call = async (action: string, params: object = {}): Promise<Record<string, unknown>> => {
    const { ok, result, error } = await page.call(action, params);
    if (!ok || !result) throw new Error(`${action}: ${error?.code} ${error?.message}`);
    return result;
  };
  const set = async (patch: object): Promise<PeersOnWire> =>
    (await call('peers.set', patch)) as unknown as PeersOnWire;
  const get = async (): Promise<PeersOnWire> => (await call('peers.get')) as unknown as PeersOnWire;
  /** Waits until one of them is in a state. */
  const status = async (name: keyof PeersOnWire, wanted: string): Promise<OneOnWire['state']> => {
    for (const end = Date.now() + 30_000; ;) {
      const { state } = (await get())[name];
      if (state.status === wanted) return state;
      if (Date.now() > end) throw new Error(`${name} is ${JSON.stringify(state)}, not ${wanted}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  return { app, page, call, set, get, status };
}
