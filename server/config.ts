import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FixedToken } from './api/tokens.ts';
import type { LogLevel } from './core/log.ts';
import { type Distribution, FROM_SOURCES } from './launch/distribution.mjs';

/** Everything that is decided before the start. Spans in ms. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** null: the operating system's usual place, or a throw-away folder for the demo. */
  readonly dataFolder: string | null;
  readonly isDemo: boolean;
  readonly opensBrowser: boolean;
  readonly logLevel: LogLevel;
  readonly twitchClientId: string | null;
  readonly twitchAccessToken: string | null;
  /** An access token for our own API with the level owner, beside those that are made in it. */
  readonly apiToken: string | null;
  readonly syncWindowMs: number;
  readonly syncMinGapMs: number;
  readonly distribution: Distribution;
}

/** Something about the command line or the environment is wrong; the message says what and how to mend it. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

const OPTIONS = `  --port 7653        the port to listen on
  --host 127.0.0.1   the address to listen on too, so that other devices can come in; all then need an
                     access token
  --data DIR         where to keep the data
  --demo             try Rolecall with a made-up channel, nothing is kept
  --no-open          do not open the browser
  --background       run without this window; Quit is in the settings
  --version          the version of Rolecall and of Node
  --help             this text`;

export function usage({ command }: Distribution): string {
  return `Usage: ${command} [options]\n${OPTIONS}`;
}

type Env = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const MIN_TOKEN_LENGTH = 16;

/**
 * Command line and environment (`ROLECALL_PORT` …), the command line first.
 * @returns 'help' or 'version' if only that was asked for
 * @throws ConfigError
 */
export function readConfig(
  argv: readonly string[],
  env: Env,
  distribution: Distribution = FROM_SOURCES,
): Config | 'help' | 'version' {
  const flags = readFlags(argv, distribution);
  if (flags.help) return 'help';
  if (flags.version) return 'version';
  const host = hostOf(flags.host ?? text(env, 'ROLECALL_HOST') ?? '127.0.0.1');
  const apiToken = text(env, 'ROLECALL_TOKEN');
  checkToken(apiToken);
  const dataFolder = flags.data ?? text(env, 'ROLECALL_DATA');
  if (dataFolder?.trim() === '') throw new ConfigError('--data is empty; name a folder.');
  return {
    port: portOf(flags.port, env),
    host,
    dataFolder: dataFolder === null ? null : resolve(dataFolder),
    isDemo: flags.demo ?? isOn(env, 'ROLECALL_DEMO'),
    opensBrowser: !(flags['no-open'] ?? isOn(env, 'ROLECALL_NO_OPEN')),
    logLevel: logLevelOf(text(env, 'ROLECALL_LOG_LEVEL') ?? 'info'),
    twitchClientId: text(env, 'ROLECALL_TWITCH_CLIENT_ID') ?? distribution.clientId,
    twitchAccessToken: text(env, 'ROLECALL_TWITCH_ACCESS_TOKEN'),
    apiToken,
    syncWindowMs: minutes(env, 'ROLECALL_SYNC_WINDOW_MIN', 5) * 60_000,
    syncMinGapMs: minutes(env, 'ROLECALL_SYNC_MIN_GAP_S', 60) * 1000,
    distribution,
  };
}

function readFlags(argv: readonly string[], distribution: Distribution) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        background: { type: 'boolean' }, // the loader has seen to it
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${message.split('. ')[0] ?? message}.\n\n${usage(distribution)}`);
  }
}

function text(env: Env, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

function isOn(env: Env, name: string): boolean {
  const value = text(env, name)?.toLowerCase() ?? '0';
  if (['1', 'true', 'yes', 'on'].includes(value)) return true;
  if (['0', 'false', 'no', 'off'].includes(value)) return false;
  throw new ConfigError(`${name} is "${value}"; use 1 or 0.`);
}

function hostOf(value: string): string {
  const host = value.trim().replace(/^\[(.*)\]$/, '$1');
  if (host === '0.0.0.0' || host === '::') {
    throw new ConfigError(
      `--host ${host} names no address. Use the one that other machines call this PC by, for example 192.168.1.20.`,
    );
  }
  if (!/^[\w.:-]+$/.test(host)) throw new ConfigError(`--host "${value}" is not an address.`);
  return host;
}

function portOf(flag: string | undefined, env: Env): number {
  if (flag !== undefined) return wholeNumber('--port', flag, 0, 65535);
  return wholeNumber('ROLECALL_PORT', text(env, 'ROLECALL_PORT') ?? '7653', 0, 65535);
}

/** It has to fit into a header and into the first frame of a WebSocket. */
function checkToken(token: string | null): void {
  if (token === null) return;
  if (token.length < MIN_TOKEN_LENGTH) {
    throw new ConfigError(`ROLECALL_TOKEN is too short; use at least ${MIN_TOKEN_LENGTH} characters.`);
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(token)) {
    throw new ConfigError(
      'ROLECALL_TOKEN may have up to 200 characters: letters, digits and signs, no spaces.',
    );
  }
}

function wholeNumber(name: string, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new ConfigError(`${name} is "${value}"; use a whole number from ${min} to ${max}.`);
}

function minutes(env: Env, name: string, fallback: number): number {
  const value = text(env, name);
  return value === null ? fallback : wholeNumber(name, value, 0, 24 * 60);
}

function logLevelOf(value: string): LogLevel {
  const level = LOG_LEVELS.find((each) => each === value.trim().toLowerCase());
  if (level) return level;
  throw new ConfigError(`ROLECALL_LOG_LEVEL is "${value}"; use ${LOG_LEVELS.join(', ')}.`);
}

/** Of our API. Not among those that the owner makes and revokes: they end with the process. */
export function fixedApiTokens({ apiToken }: Config, startToken: string | undefined): FixedToken[] {
  const all = [
    { id: 'environment', token: apiToken ?? undefined },
    { id: 'start', token: startToken },
  ];
  return all.flatMap(({ id, token }) => (token === undefined ? [] : [{ id, token, level: 'owner' }]));
}

/** Of Twitch; null: there is the usual login. */
export function fixedTwitchToken(config: Config): { clientId: string; accessToken: string } | null {
  const { twitchClientId: clientId, twitchAccessToken: accessToken } = config;
  return clientId === null || accessToken === null ? null : { clientId, accessToken };
}
