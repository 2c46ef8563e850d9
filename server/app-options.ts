import type { HttpLimits } from './api/http-limits.ts';
import type { WsLimits } from './api/ws-server.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';

export interface AppOptions {
  readonly config: Config;
  /** Where data lives; it must not be in use. */
  readonly dataFolder: string;
  /** Where the built pages are. */
  readonly pagesFolder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The built `main.js`, to start the demo from; without it there is none. */
  readonly demoProgram?: string;
  /** An owner's token for this one start: the way in where everything needs one. */
  readonly startToken?: string;
  /** Told of every secret that comes to be known, for the log's redaction. */
  readonly onSecret: (secret: string) => void;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly limits?: { readonly ws?: WsLimits; readonly http?: HttpLimits };
}
