import { parseArgs } from 'node:util';
import { DEFAULT_CLIENT_ID } from './auth.ts';
import { startSimulator } from './simulator.ts';
import type { Simulator, StartOptions } from './simulator.ts';

/** The access token that a simulator started by hand accepts. */
export const CLI_ACCESS_TOKEN = 'simulator-token';
/** One above Rolecall's own port. */
export const DEFAULT_SIMULATOR_PORT = 7654;

const USAGE =
  'usage: simulator [--port P] [--subs N] [--vips N] [--mods N] [--latency MS] [--seed N] [--token-life S] [--control]';

/** Largest value of each number. */
const NUMBERS = {
  port: 65_535,
  subs: 1_000_000,
  vips: 100_000,
  mods: 100_000,
  latency: 600_000,
  seed: 2 ** 31 - 1,
  'token-life': 30 * 24 * 3600,
};

/**
 * Turns flags into options. Throws an Error whose message is one clear sentence and the usage.
 * `--flag=value` and `--flag value` are the same.
 */
export function parseSimulatorArgs(argv: readonly string[]): StartOptions {
  const text = { type: 'string' } as const;
  const options = {
    ...{ port: text, subs: text, vips: text, mods: text, latency: text, seed: text },
    'token-life': text,
  };
  let values: { [name in keyof typeof NUMBERS]?: string | undefined } & { control?: boolean | undefined };
  try {
    ({ values } = parseArgs({ args: [...argv], options: { ...options, control: { type: 'boolean' } } }));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
  const number = (name: keyof typeof NUMBERS, preset: number): number => {
    const value = values[name] ?? String(preset);
    if (/^\d+$/.test(value) && Number(value) <= NUMBERS[name]) return Number(value);
    throw new Error(
      `--${name} needs a whole number from 0 to ${NUMBERS[name]}, not ${JSON.stringify(value)}\n${USAGE}`,
    );
  };
  return {
    port: number('port', DEFAULT_SIMULATOR_PORT),
    subscribers: number('subs', 340),
    vips: number('vips', 12),
    moderators: number('mods', 6),
    latencyMs: number('latency', 0),
    seed: number('seed', 1),
    accessLifetimeS: number('token-life', 14_400),
    control: values.control ?? false,
    accessTokens: [CLI_ACCESS_TOKEN],
  };
}

/**
 * Starts a simulator as a program of its own and says how to use it. It runs until `close()`; the caller owns
 * signals and the exit code. Rejects with an Error fit to be shown when a flag is bad or the port is taken.
 */
export async function runSimulatorCli(argv: string[], log: (line: string) => void): Promise<Simulator> {
  const options = parseSimulatorArgs(argv);
  const simulator = await startSimulator(options).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new Error(`port ${options.port} is in use; choose another with --port`);
    if (code === 'EACCES')
      throw new Error(`port ${options.port} may not be used; choose another with --port`);
    throw error;
  });
  const { subscribers, vips, moderators } = options;
  log(
    `Simulated Twitch on ${simulator.url}: ${subscribers} subscribers, ${vips} VIPs, ${moderators} moderators`,
  );
  log('Start Rolecall against it with these in its environment:');
  log(`  TWURPLE_MOCK_API_PORT=${simulator.port}`);
  log(`  ROLECALL_TWITCH_CLIENT_ID=${DEFAULT_CLIENT_ID}`);
  log(`  ROLECALL_TWITCH_ACCESS_TOKEN=${CLI_ACCESS_TOKEN}`);
  if (options.control) log(`Faults and changes on request: ${simulator.url}/control/`);
  return simulator;
}
