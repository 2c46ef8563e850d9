import { join } from 'node:path';
import { Announced } from './announced.ts';
import { Api } from './api.ts';
import { callHttp } from './http.ts';
import { freePort, Program, Transcript } from './program.ts';
import { sleep } from './random.ts';
import type { Tally } from './record.ts';

interface Status {
  readonly state: string;
  readonly eventsub: { readonly state: string };
}

const TOKEN = 'soak-owner-token-0123456789';
const EVENTS = ['roles.changed', 'sync.status'];

/** Rolecall as the streamer runs it: the built program, killed and started again. */
export class Rolecall {
  port = 0;
  readonly transcript: Transcript;
  readonly dataFolder: string;
  readonly announced: Announced;
  readonly #programFile: string;
  readonly #twitchPort: () => number;
  readonly #tally: Tally;
  #program: Program | null = null;
  #api: Api | null = null;
  #isWanted = false;
  #status: Status | null = null;
  /** Rejects when the process has ended by itself: nothing is left to be tested. */
  readonly death: Promise<never>;
  #die: (how: Error) => void = () => undefined;
  /** When each life began, epoch ms. */
  readonly starts: number[] = [];
  /** When EventSub began to be what it is, epoch ms. */
  eventsubSince = 0;

  constructor(programFolder: string, folder: string, twitchPort: () => number, tally: Tally) {
    this.#programFile = join(programFolder, 'main.js');
    this.dataFolder = join(folder, 'data');
    this.transcript = new Transcript(join(folder, 'rolecall.log'));
    this.#twitchPort = twitchPort;
    this.#tally = tally;
    this.announced = new Announced();
    this.death = new Promise((_, reject) => (this.#die = reject));
    this.death.catch(() => undefined);
  }

  /** null while it is down. */
  get api(): Api | null {
    return this.#api?.isOpen ? this.#api : null;
  }

  get eventsub(): string {
    return this.api ? (this.#status?.eventsub.state ?? '') : '';
  }

  get health(): string {
    return this.api ? (this.#status?.state ?? '') : '';
  }

  rssMb(): number | null {
    return this.#isWanted ? (this.#program?.rssMb() ?? null) : null;
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    const begun = Date.now();
    const env = {
      ...process.env,
      TWURPLE_MOCK_API_PORT: String(this.#twitchPort()),
      ROLECALL_TWITCH_CLIENT_ID: 'simulator-client',
      ROLECALL_TOKEN: TOKEN,
      ROLECALL_SYNC_WINDOW_MIN: '0',
      ROLECALL_SYNC_MIN_GAP_S: '0',
    };
    const args = [this.#programFile, '--port', String(this.port), '--data', this.dataFolder, '--no-open'];
    const program = new Program(args, env, this.transcript);
    this.starts.push(begun);
    this.#program = program;
    this.#isWanted = true;
    void program.ended.then((how) => {
      if (!this.#isWanted || this.#program !== program) return;
      this.#tally.wrong('ended by itself', how);
      this.#die(new Error(`Rolecall ended by itself: ${how}`));
    });
    while (!(await isUp(this.port))) {
      if (!program.isRunning || Date.now() - begun > 30_000) throw new Error('Rolecall does not start.');
      await sleep(20);
    }
    this.#tally.restartMs.push(Date.now() - begun);
    const api = new Api(this.port, TOKEN, (name, data) => this.#onEvent(name, data));
    await api.open(EVENTS);
    await api.call('settings.set', { intervalMinutes: 5 });
    this.#api = api;
    this.#setStatus(await api.call<Status>('sync.status'));
  }

  async stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#isWanted = false;
    const how = await this.#program?.kill(signal);
    if (signal === 'SIGTERM' && how !== 'exit code 0')
      this.#tally.wrong('ended by itself', `SIGTERM: ${how ?? ''}`);
    this.#api?.close();
    this.#api = null;
    this.#status = null;
  }

  #onEvent(name: string, data: unknown): void {
    if (name === 'sync.status') this.#setStatus(data as Status);
    if (name === 'roles.changed') this.announced.take(data);
  }

  #setStatus(status: Status): void {
    if (status.eventsub.state !== this.#status?.eventsub.state) this.eventsubSince = Date.now();
    this.#status = status;
  }
}

async function isUp(port: number): Promise<boolean> {
  try {
    return (await callHttp(`http://127.0.0.1:${port}/ping`, { limitMs: 2_000 })).status === 200;
  } catch {
    return false;
  }
}
