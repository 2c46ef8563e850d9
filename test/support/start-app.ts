import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type App, type AppOptions, openApp } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { ALL_SCOPES } from '../../server/demo/auth.ts';
import { type Simulator, startSimulator, type StartOptions } from '../../server/demo/simulator.ts';
import { createLog, Redactor } from '../../server/log.ts';
import { systemClock } from '../../server/clock.ts';

export interface TestApp {
  readonly app: App;
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  /** `ws://127.0.0.1:<port>/ws` */
  readonly wsUrl: string;
  readonly simulator: Simulator;
  readonly dataFolder: string;
  /** Every line that was logged. */
  readonly lines: string[];
  /** Ends app and simulator; removes the data folder unless it was given. */
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly channel?: StartOptions;
  /** One that runs already; it is then not closed. */
  readonly simulator?: Simulator;
  readonly config?: Partial<Config>;
  /** false: no login. */
  readonly isConnected?: boolean;
  readonly scopes?: readonly string[];
  readonly dataFolder?: string;
  readonly app?: Partial<
    Pick<AppOptions, 'clock' | 'demoProgram' | 'demoStates' | 'limits' | 'past' | 'random' | 'version'>
  >;
}

const CLIENT_ID = 'simulator-client';

/** The real server on a free port, with the simulator as Twitch. Waits for nothing but the listening. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const simulator = options.simulator ?? (await startSimulator(options.channel));
  // One Twitch at a time for a process: twurple reads this at every call.
  process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
  const isConnected = options.isConnected ?? true;
  const scopes = [...(options.scopes ?? ALL_SCOPES)];
  const token = isConnected ? simulator.issueToken({ clientId: CLIENT_ID, scopes }).accessToken : null;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'rolecall-test-')));
  const lines: string[] = [];
  const redactor = new Redactor();
  const defaults = readConfig(['--port', '0', '--no-open'], {
    ROLECALL_SYNC_WINDOW_MIN: '0',
    ROLECALL_SYNC_MIN_GAP_S: '0',
  });
  if (typeof defaults === 'string') throw new Error('readConfig() answered the help text');
  const login = { twitchClientId: CLIENT_ID, twitchAccessToken: token };
  const app = await openApp({
    config: { ...defaults, ...login, ...options.config },
    dataFolder,
    pagesFolder: resolve('dist/pages'),
    version: '0.0.0-test',
    build: 'test',
    clock: systemClock,
    log: createLog('debug', redactor, (line) => lines.push(line)),
    onSecret: (secret) => redactor.add(secret),
    random: Math.random,
    // Of a test: it is not ended, and starts with nothing.
    host: {
      quit: () => undefined,
      lastLog: (count) => lines.slice(-count),
      clearLog: () => undefined,
      autostart: () => Promise.resolve(null),
    },
    ...options.app,
  });
  const port = await app.start();
  return {
    app,
    port,
    baseUrl: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}/ws`,
    simulator,
    dataFolder,
    lines,
    async close() {
      await app.close();
      if (!options.simulator) await simulator.close();
      if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
