import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../../server/demo/simulator.ts';
import { TOKEN, untilSettled } from '../../api/support.ts';
import { FakeRolecall } from '../../support/fake-rolecall.ts';
import { Queue } from '../../support/queue.ts';
import { startTestApp, type TestApp } from '../../support/start-app.ts';

/** A real Rolecall that can go away and come back at the same address, with the same data. */
export class RealRolecall {
  readonly #simulator: Simulator;
  readonly #dataFolder: string;
  #app: TestApp | null = null;
  #port = 0;

  private constructor(simulator: Simulator, dataFolder: string) {
    this.#simulator = simulator;
    this.#dataFolder = dataFolder;
  }

  /** VIP_One (id 1) is a VIP, Plain_One (id 2) is nothing. */
  static async start(): Promise<RealRolecall> {
    const simulator = await startSimulator({ viewers: 20 });
    simulator.world.addUser({ userId: '1', userLogin: 'vip_one', userDisplayName: 'VIP_One' });
    simulator.world.addUser({ userId: '2', userLogin: 'plain_one', userDisplayName: 'Plain_One' });
    simulator.world.addVip('1');
    const real = new RealRolecall(simulator, await mkdtemp(join(tmpdir(), 'rolecall-clients-')));
    await real.comeBack();
    return real;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async goAway(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async comeBack(): Promise<void> {
    if (this.#app) return;
    const config = { apiToken: TOKEN, port: this.#port };
    this.#app = await startTestApp({ simulator: this.#simulator, dataFolder: this.#dataFolder, config });
    this.#port = this.#app.port;
    await untilSettled(this.#app);
  }

  async end(): Promise<void> {
    await this.goAway();
    await this.#simulator.close();
    await rm(this.#dataFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Who takes connections and says no word. */
export interface Silent {
  readonly url: string;
  readonly accepted: Queue<Socket>;
  end(): Promise<void>;
}

async function startSilent(): Promise<Silent> {
  const accepted = new Queue<Socket>();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    accepted.push(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    end: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Whom a client may meet. `fake` and `silent` are new for each scenario. */
export interface World {
  readonly real: RealRolecall;
  readonly fake: FakeRolecall;
  readonly silent: Silent;
}

export async function withWorld(real: RealRolecall, play: (world: World) => Promise<void>): Promise<void> {
  const [fake, silent] = [await new FakeRolecall().start(), await startSilent()];
  try {
    await real.comeBack();
    await play({ real, fake, silent });
  } finally {
    await fake.stop();
    await silent.end();
  }
}
