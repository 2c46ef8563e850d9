/** How loud a line is. `debug` is off unless asked for. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Where parts say what they do. The first argument is the scope and becomes `[scope]` in front
 * of the line. Implementations redact secrets; callers still never pass one.
 */
export interface Log {
  debug(scope: string, message: string): void;
  info(scope: string, message: string): void;
  warn(scope: string, message: string): void;
  /** `cause` goes to the log with its stack and never to a client. */
  error(scope: string, message: string, cause?: unknown): void;
}

/** A log that says nothing, for tests and one-shot tools. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
};
