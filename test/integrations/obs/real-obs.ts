import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OBSWebSocket from 'obs-websocket-js/json';
import { wait } from '../../api/support.ts';
import type { ObsPrograms } from '../../support/find-obs.mjs';
import { freePort } from '../../support/free-port.ts';
import { type ObsSetup, writeObsFolder } from './obs-folder.ts';

export interface RealObs {
  readonly socket: OBSWebSocket;
  /** Where its WebSocket server listens. */
  readonly server: { readonly port: number; readonly password: string };
  /** Everything that OBS has printed. */
  log(): string;
  /** The scene collection as OBS has saved it. */
  saved(): Promise<string>;
  /** Asks OBS to quit as a user would. @returns exit status and milliseconds */
  quit(): Promise<{ status: number | string; ms: number }>;
  /** Ends whatever is left. */
  close(): Promise<void>;
}

type Setup = Omit<ObsSetup, 'websocketPort' | 'password'>;
const PASSWORD = 'password-of-the-test';

/** A real OBS with a folder of its own, on a screen that nobody sees. Waits until it can be talked to. */
export async function startObs(programs: ObsPrograms, setup: Setup): Promise<RealObs> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-obs-'));
  const config = join(folder, 'config');
  const websocketPort = await freePort();
  await mkdir(config, { mode: 0o700 });
  await writeObsFolder(config, { ...setup, websocketPort, password: PASSWORD });
  const closers: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const screen = await startScreen(programs.xvfb);
    closers.push(screen.close);
    const env = {
      PATH: process.env['PATH'] ?? '',
      DISPLAY: screen.display,
      HOME: folder,
      XDG_CONFIG_HOME: config,
      XDG_RUNTIME_DIR: config,
      LANG: 'C.UTF-8',
      LIBGL_ALWAYS_SOFTWARE: '1',
      QT_QPA_PLATFORM: 'xcb',
      PYTHONDONTWRITEBYTECODE: '1',
    };
    const flags = [
      '--multi',
      '--disable-updater',
      '--disable-missing-files-check',
      '--disable-shutdown-check',
    ];
    const obs = run(programs.obs, flags, env);
    closers.push(obs.kill);
    const socket = await connect(websocketPort, obs);
    closers.push(() => socket.disconnect());
    return {
      socket,
      server: { port: websocketPort, password: PASSWORD },
      log: () => obs.output.text,
      saved: () => readFile(join(config, 'obs-studio/basic/scenes/Test.json'), 'utf8'),
      async quit() {
        const started = performance.now();
        obs.child.kill('SIGINT');
        const status = await Promise.race([obs.exit, wait(15_000).then(() => 'still there')]);
        return { status, ms: performance.now() - started };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startScreen(xvfb: string): Promise<{ display: string; close: () => Promise<void> }> {
  const screen = run(
    xvfb,
    ['-displayfd', '1', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'],
    process.env,
  );
  const display = async (): Promise<string> => /^\d+\n/m.exec(screen.output.text)?.[0].trim() ?? '';
  await waitFor('Xvfb', display, screen);
  return { display: `:${await display()}`, close: screen.kill };
}

async function connect(port: number, obs: Program): Promise<OBSWebSocket> {
  const socket = new OBSWebSocket();
  const attempt = async (): Promise<boolean> => {
    try {
      await socket.connect(`ws://127.0.0.1:${port}`, PASSWORD);
      await socket.call('GetSceneList');
      return true;
    } catch {
      return false;
    }
  };
  await waitFor('the WebSocket of OBS', attempt, obs);
  return socket;
}

interface Program {
  readonly child: ChildProcess;
  readonly output: { text: string };
  readonly exit: Promise<number | string>;
  kill(this: void): Promise<void>;
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Program {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output.text += data.toString()));
  }
  const exit = new Promise<number | string>((done) => {
    child.on('error', (error) => done(error.message));
    child.on('close', (code, signal) => done(code ?? signal ?? 'gone'));
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exit;
  };
  return { child, output, exit, kill };
}

/** Until it is true; says what the program said if it ends before, or after 30 seconds. */
async function waitFor(what: string, isThere: () => Promise<unknown>, program: Program): Promise<void> {
  for (const end = Date.now() + 30_000; !(await isThere()); await wait(100)) {
    const { exitCode, signalCode } = program.child;
    if (Date.now() < end && exitCode === null && signalCode === null) continue;
    throw new Error(`No sign of ${what}:\n${program.output.text.slice(-3_000)}`);
  }
}
