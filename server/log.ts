import type { Log, LogLevel } from './core/log.ts';

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** What secrets look like wherever they turn up: in URLs, headers and messages of other people's code. */
const SECRET_PATTERNS: readonly RegExp[] = [
  /((?:access_token|refresh_token|device_code|client_secret|token|code)=)[^&\s"']+/gi,
  // As JSON, as JSON within JSON, and as Node prints an object.
  /((?:access_token|refresh_token|device_code|accessToken|refreshToken|token)\\?["']?\s*:\s*\\?["'])[^"'\\]+/gi,
  /(\b(?:Bearer|OAuth)\s+)[\w.~+/-]{8,}=*/gi,
  // Our own access tokens.
  /(\brc_)[\w-]{20,}/g,
];

const HIDDEN = '$1•••';

/** Takes known and likely secrets out of a text. */
export class Redactor {
  readonly #known = new Set<string>();

  /** From now on this very text is never printed. Short ones would blot out ordinary words. */
  add(secret: string): void {
    if (secret.length >= 8) this.#known.add(secret);
  }

  clean(text: string): string {
    let clean = text;
    for (const secret of this.#known) clean = clean.replaceAll(secret, '•••');
    for (const pattern of SECRET_PATTERNS) clean = clean.replace(pattern, HIDDEN);
    return clean;
  }
}

/**
 * A log of lines `2026-11-22 21:03:05 [scope] message`, times local.
 * @param write gets each finished line, without a line break
 */
export function createLog(level: LogLevel, redactor: Redactor, write: (line: string) => void): Log {
  const say = (lineLevel: LogLevel, scope: string, message: string): void => {
    if (ORDER.indexOf(lineLevel) < ORDER.indexOf(level)) return;
    const mark = lineLevel === 'warn' ? 'Warning: ' : lineLevel === 'error' ? 'Error: ' : '';
    write(redactor.clean(`${localTime(new Date())} [${scope}] ${mark}${oneLine(message)}`));
  };
  return {
    debug: (scope, message) => say('debug', scope, message),
    info: (scope, message) => say('info', scope, message),
    warn: (scope, message) => say('warn', scope, message),
    error: (scope, message, cause) => {
      say('error', scope, message);
      if (cause !== undefined) write(redactor.clean(describe(cause)));
    },
  };
}

/** What came from outside must not be able to write lines of its own into the log. */
function oneLine(message: string): string {
  // eslint-disable-next-line no-control-regex
  return message.replace(/[\x00-\x1f\x7f]+/g, ' ');
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause === undefined ? '' : `\n  caused by ${describe(cause.cause)}`;
  return `${cause.stack ?? cause.message}${inner}`;
}

function localTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
