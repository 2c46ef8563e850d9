import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { ExportData } from '../backup/export.ts';
import { toCsvExport } from './export-csv.ts';
import { toJsonExport } from './export-text.ts';
import { EXPORT_PATH } from './guard.ts';

const TICKET_BYTES = 24;
const TICKET_MS = 60_000;
/** The most at a time; the oldest is dropped. */
const MAX_TICKETS = 20;
/** Each holds the roles of everybody in memory. */
const MAX_RUNNING = 2;
/** A client that takes nothing for this long has gone. */
const IDLE_MS = 60_000;

type ExportFormat = keyof typeof TYPES;
const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

interface Promised {
  readonly format: ExportFormat;
  readonly fileName: string;
  /** On the clock that never jumps. */
  readonly until: number;
}

/** A download that was promised. */
export interface Offer {
  readonly fileName: string;
  readonly path: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Why there is no download: fit for the client. */
export interface Refusal {
  readonly code: 'not_found' | 'unavailable';
  readonly message: string;
}

export interface DownloadDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Everything, as of now. */
  readonly read: () => ExportData;
  /** The login of the channel, for the file's name. */
  readonly channelLogin: () => string | null;
}

/**
 * Downloads against a ticket, so that a plain link is enough. A ticket works once and for a minute. It is found by
 * its hash: how long that takes says nothing about the others.
 */
export class Downloads {
  readonly #deps: DownloadDeps;
  readonly #tickets = new Map<string, Promised>();
  #running = 0;

  constructor(deps: DownloadDeps) {
    this.#deps = deps;
  }

  offer(format: ExportFormat): Offer {
    const { clock, channelLogin } = this.#deps;
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    const now = clock.now();
    const fileName = fileNameOf(channelLogin(), now, format);
    this.#tickets.set(hashOf(ticket), { format, fileName, until: clock.monotonic() + TICKET_MS });
    for (const oldest of this.#tickets.keys()) {
      if (this.#tickets.size <= MAX_TICKETS) break;
      this.#tickets.delete(oldest);
    }
    return { fileName, path: EXPORT_PATH + ticket, expiresAt: now + TICKET_MS };
  }

  /**
   * Sends the export that the ticket stands for. Resolves when the client has it, or has gone. What cannot be
   * sent whole is broken off: half of it never looks like all of it.
   */
  async send(ticket: string, response: ServerResponse): Promise<Refusal | null> {
    const key = hashOf(ticket);
    const promised = this.#tickets.get(key);
    if (!promised || promised.until <= this.#deps.clock.monotonic()) {
      this.#tickets.delete(key);
      const message = 'This download link was used already or is too old; ask for a new one (data.export).';
      return { code: 'not_found', message };
    }
    if (this.#running >= MAX_RUNNING) {
      return { code: 'unavailable', message: 'Other exports are running; try again when they are done.' };
    }
    this.#tickets.delete(key);
    this.#running++;
    try {
      await this.#stream(promised, response);
    } finally {
      this.#running--;
    }
    return null;
  }

  async #stream({ format, fileName }: Promised, response: ServerResponse): Promise<void> {
    const { log, read } = this.#deps;
    const everything = read();
    response.writeHead(200, {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.setTimeout(IDLE_MS, () => response.destroy());
    const pieces = format === 'json' ? toJsonExport(everything) : toCsvExport(everything);
    try {
      await pipeline(bytesOf(pieces), response);
      log.info('Export', `Exported as ${format}`);
    } catch (error) {
      const hasGone = (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (hasGone) log.debug('Export', 'The client went away before the export was complete');
      else log.warn('Export', `The export was broken off: ${error instanceof Error ? error.message : ''}`);
      response.destroy();
    }
  }
}

/** Outside of JavaScript's memory: what waits for the client is no work for the garbage collector. */
async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64');

/** `rolecall-some_channel-2025-01-31.json`. */
function fileNameOf(login: string | null, now: number, format: ExportFormat): string {
  const channel = (login ?? '').replace(/[^a-z0-9_]/g, '');
  const day = new Date(now).toISOString().slice(0, 10);
  return `${['rolecall', channel, day].filter(Boolean).join('-')}.${format}`;
}
