import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeToken } from './api/tokens.ts';
import { isLoopback } from './api/guard.ts';
import { explainListenError, isPortFree } from './api/listen-problem.ts';
import { type App, keepHeapSmall, openApp } from './app.ts';
import { type Config, ConfigError, readConfig, usage } from './config.ts';
import type { Autostart } from './launch/autostart.mjs';
import { type Distribution, readDistribution } from './launch/distribution.mjs';
import type { Log } from './core/log.ts';
import type { DemoMode } from './demo/demo-mode.ts';
import type { DemoListening } from './demo/demo-process.ts';
import { createLog, Redactor } from './log.ts';
import { defaultDataFolder } from './store/files/default-folder.ts';
import { LogFile } from './store/files/log-file.ts';
import { StoreError } from './store/files/store-error.ts';
import { systemClock } from './clock.ts';

declare const __ROLECALL_VERSION__: string;
declare const __ROLECALL_BUILD__: string;

/** Exit statuses: 0 fine, 1 could not start, 2 wrong command line or environment. */
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** How long closing may take before the process ends anyway. */
const CLOSE_LIMIT_MS = 5_000;
/** Set for the process that runs without a window; `launch/background.mjs` starts it. */
const IN_BACKGROUND = 'ROLECALL_IN_BACKGROUND';
/** How long an answer may take to be on its way before the end. */
const QUIT_MS = 200;
const PROGRAM = fileURLToPath(import.meta.url);
const VERSIONS = `Rolecall ${__ROLECALL_VERSION__} (build ${__ROLECALL_BUILD__}), Node ${process.versions.node}`;

/** What is said on the console goes into the log on disk too, once there is one; secrets do not. */
const output = { console: true, file: null as LogFile | null, redactor: new Redactor() };

function say(line: string): void {
  if (output.console) console.log(line);
  output.file?.write(output.redactor.clean(line));
}

/** Whoever reads what is printed may go: a terminal, `| less`, a tool that shows logs. What it says is on disk too. */
function outliveReaders(): void {
  process.stdout.on('error', () => (output.console = false));
  process.stderr.on('error', () => undefined);
}

function fail(status: number, message: string): never {
  console.error(message);
  process.exit(status);
}

function readConfigOrExit(distribution: Distribution): Config {
  try {
    const config = readConfig(process.argv.slice(2), process.env, distribution);
    if (typeof config === 'object') return config;
    say(config === 'help' ? usage(distribution) : VERSIONS);
    process.exit(0);
  } catch (error) {
    if (error instanceof ConfigError) fail(EXIT_USAGE, error.message);
    throw error;
  }
}

async function openBrowser(url: string, config: Config): Promise<void> {
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!config.opensBrowser || !hasScreen) return;
  const { showInBrowser } = await import('./peers/browser.ts');
  await showInBrowser(url);
}

/** A second start on a port that Rolecall holds shows the first one's dock instead. */
async function showRunningOneOrFail(config: Config, problem: string): Promise<never> {
  const { host, port } = config;
  if (port !== 0 && (await isRolecallAt(host, port))) {
    const url = `${urlOf(host, port)}/dock`;
    say(`Rolecall is running already: ${url}`);
    await openBrowser(url, config).catch(() => undefined);
    process.exit(0);
  }
  fail(EXIT_FAILED, problem);
}

function nextStep(config: Config, app: App, port: number): string {
  if (config.isDemo) return 'This is a demo with a made-up channel; nothing is kept.';
  if (app.hasLogin) return 'Connecting to Twitch…';
  return `Next: connect Twitch in the settings. Or look around first with a made-up channel: ${config.distribution.command} --demo --port ${port + 1}`;
}

async function main(): Promise<void> {
  outliveReaders();
  const config = readConfigOrExit(readDistribution(dirname(PROGRAM)));
  const { redactor } = output;
  const log = createLog(config.logLevel, redactor, say);
  const demo = config.isDemo ? await startDemo() : null;
  const effective: Config = demo ? { ...config, ...demo } : config;
  // Where everything needs a token, there has to be a first one.
  const startToken = isLoopback(config.host) ? null : makeToken();
  for (const secret of [effective.twitchAccessToken, effective.apiToken, startToken])
    if (secret) redactor.add(secret);
  const folder =
    demo?.dataFolder ?? config.dataFolder ?? defaultDataFolder(process.env, process.platform, homedir());
  const app = await openAppOrExit(effective, folder, log, redactor, demo, startToken);
  const file = (output.file = new LogFile(join(folder, 'logs', 'rolecall.log')));
  file.write(`${VERSIONS}, ${process.platform} ${process.arch}`);
  const end = endOnSignals(app, demo);
  const port = await listenOrExit(app, effective, demo);
  const url = urlOf(config.host, port);
  if (demo) {
    demo.startChat(url, startToken ?? config.apiToken);
    followStarter(url, end);
  }
  say(`Rolecall ${__ROLECALL_VERSION__} is running.`);
  say(`  Dock   ${url}/dock    (OBS: Docks > Custom Browser Docks)`);
  // OBS zooms by host: the badge has one of its own, so that a larger dock does not cut it off.
  say(`  Badge  ${url.replace('//127.0.0.1', '//localhost')}/badge   (OBS: Sources > Browser)`);
  say(`  Settings ${url}/settings`);
  // Without a login the settings explain how to get one, step by step; the dock comes after that.
  const page = app.hasLogin ? 'dock' : 'settings#connect';
  const start = startToken === null ? `${url}/${page}` : `${url}/dock?token=${startToken}`;
  if (startToken !== null) sayHowToComeIn(start, port);
  say(nextStep(effective, app, port));
  // Nobody reads on: the rest is for the log.
  if (process.env[IN_BACKGROUND] !== undefined) output.console = false;
  await keepHeapSmall();
  await openBrowser(start, config).catch(() => undefined);
}

/** Said past the log: this token belongs on the owner's screen and nowhere else. */
function sayHowToComeIn(address: string, port: number): void {
  say('Other devices can reach this address, so everything that comes in needs an access token, OBS too.');
  say(`  Open   ${address}`);
  say('  The token in it lets its holder do everything, until Rolecall is closed. Show it to nobody.');
  say(
    '  Make lasting tokens for OBS and your tools in the settings, and put ?token=… behind their addresses.',
  );
  say(`  On this PC http://127.0.0.1:${port} works too, with the same tokens.`);
}

/** Loaded only when wanted: a whole Twitch comes with it. */
async function startDemo(): Promise<DemoMode> {
  const demo = await import('./demo/demo-mode.ts');
  return demo.startDemo(systemClock, 'rolecall-demo');
}

async function openAppOrExit(
  config: Config,
  dataFolder: string,
  log: Log,
  redactor: Redactor,
  demo: DemoMode | null,
  startToken: string | null,
): Promise<App> {
  const pagesFolder = join(dirname(PROGRAM), '..', 'pages');
  try {
    return await openApp({
      config,
      dataFolder,
      pagesFolder,
      demoProgram: PROGRAM,
      version: __ROLECALL_VERSION__,
      build: __ROLECALL_BUILD__,
      clock: systemClock,
      log,
      onSecret: (secret) => redactor.add(secret),
      random: Math.random,
      host: {
        // As a signal does it, once the answer is on its way.
        quit: () => setTimeout(() => process.emit('SIGTERM'), QUIT_MS),
        lastLog: (count) => output.file?.last(count) ?? [],
        clearLog: () => output.file?.clear(),
        autostart: () => autostartOf(),
      },
      ...(startToken !== null && { startToken }),
      ...(demo && { past: demo.past, demoStates: demo.states }),
    });
  } catch (error) {
    await closeAnyway(demo);
    if (!(error instanceof StoreError)) throw error;
    return showRunningOneOrFail(config, error.text);
  }
}

/** After a start that failed: what cannot be cleaned up hides no reason. */
async function closeAnyway(...started: readonly ({ close(): Promise<void> } | null)[]): Promise<void> {
  for (const each of started) await each?.close().catch(() => undefined);
}

/** As it was started this time, but for where the data is: Rolecall itself finds that. */
async function autostartOf(): Promise<Autostart | null> {
  const { openAutostart } = await import('./launch/autostart.mjs');
  return openAutostart([process.execPath, process.argv[1] ?? PROGRAM, '--background', '--no-open']);
}

async function listenOrExit(app: App, config: Config, demo: DemoMode | null): Promise<number> {
  try {
    return await app.start();
  } catch (error) {
    await closeAnyway(app, demo);
    const { host, port, distribution } = config;
    const { platform } = process;
    const attempt = { host, port, platform, command: distribution.command, isFree: isPortFree };
    return showRunningOneOrFail(config, await explainListenError(error, attempt));
  }
}

/** @returns what a signal does */
function endOnSignals(app: App, demo: DemoMode | null): () => void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    say('Closing…');
    setTimeout(() => process.exit(EXIT_FAILED), CLOSE_LIMIT_MS).unref();
    void app
      .close()
      .then(() => demo?.close())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(EXIT_FAILED, `Rolecall did not close cleanly: ${String(error)}`),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, end);
  return end;
}

/** A demo that another Rolecall has started says where it is, and ends when the channel to that one closes. */
function followStarter(url: string, end: () => void): void {
  if (process.send === undefined) return;
  if (!process.connected) return end();
  process.once('disconnect', end);
  process.send({ rolecallDemo: url } satisfies DemoListening, () => undefined);
}

/** Whether a Rolecall answers at this address already. */
async function isRolecallAt(host: string, port: number): Promise<boolean> {
  const { get } = await import('node:http');
  return new Promise((resolve) => {
    const asking = get(`${urlOf(host, port)}/ping`, { timeout: 1500 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body = (body + text).slice(0, 100)));
      response.on('end', () => resolve(/"rolecall":\s*true/.test(body)));
    });
    asking.on('error', () => resolve(false)).on('timeout', () => asking.destroy());
  });
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

void main();
