import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../core/log.ts';
import { isLoopback } from './guard.ts';

const V4 = '127.0.0.1';
const V6 = '::1';
/** How often another port is tried where any will do. */
const TRIES = 8;

/** The addresses to listen on; only what listens on `optional` may be missing. */
export interface Addresses {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

/**
 * This PC's own addresses are listened on always: what runs beside us finds us there, and where only one of the
 * two answers, Windows takes up to two seconds to find out which `localhost` is.
 * @param host what `--host` names
 */
export function addressesOf(host: string): Addresses {
  if (host === V6) return { needed: [V6], optional: [V4] };
  if (isLoopback(host)) return { needed: [V4], optional: [V6] };
  return { needed: [host, V4], optional: [V6] };
}

export interface ListenDeps {
  readonly addresses: Addresses;
  /** 0: any that is free on all of them. */
  readonly port: number;
  readonly options: ServerOptions;
  readonly log: Log;
  /** Gets each server before it listens. */
  readonly prepare: (server: Server) => void;
}

export interface Listening {
  readonly port: number;
  readonly servers: readonly Server[];
}

/** One server an address, all on one port. @throws the `listen` error, for instance EADDRINUSE */
export async function listenAll(deps: ListenDeps): Promise<Listening> {
  for (let left = deps.port === 0 ? TRIES : 1; ; left--) {
    const servers: Server[] = [];
    try {
      const port = await listenOnce(deps, servers, left > 1);
      return { port, servers };
    } catch (error) {
      await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
      if (left <= 1 || codeOf(error) !== 'EADDRINUSE') throw error;
    }
  }
}

async function listenOnce(deps: ListenDeps, servers: Server[], mayTryAgain: boolean): Promise<number> {
  let { port } = deps;
  for (const address of deps.addresses.needed) {
    const server = await listenAt(deps, address, port);
    servers.push(server);
    ({ port } = server.address() as AddressInfo);
  }
  for (const address of deps.addresses.optional) {
    try {
      servers.push(await listenAt(deps, address, port));
    } catch (error) {
      if (mayTryAgain && codeOf(error) === 'EADDRINUSE') throw error;
      deps.log.warn('HTTP', whyNot(address, port, codeOf(error)));
    }
  }
  return port;
}

async function listenAt({ options, log, prepare }: ListenDeps, host: string, port: number): Promise<Server> {
  const server = createServer(options);
  prepare(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host.includes(':') }, () => {
      server.off('error', reject);
      server.on('error', (error) => log.error('HTTP', 'Server error', error));
      resolve();
    });
  });
  return server;
}

function whyNot(address: string, port: number, code: string): string {
  const shown = address.includes(':') ? `[${address}]` : address;
  if (code === 'EADDRINUSE') {
    return `Another program has port ${port} at ${shown}, so that http://localhost:${port} may lead to it. Use http://${V4}:${port}.`;
  }
  return `Not listening at ${shown} (${code}): this computer does not have it. http://${V4}:${port} works.`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
