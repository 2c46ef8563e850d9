import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { sleep } from '../core/clock.ts';
import type { Clock } from '../core/clock.ts';
import type { EventSub } from './eventsub.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';

interface UpgradeRequest {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
}

interface UpgradeDeps {
  clock: Clock;
  faults: Faults;
  requests: RequestLog;
  eventsub: EventSub;
  upgrader: WebSocketServer;
}

/** One WebSocket handshake at `/ws`, with the faults that strike HTTP calls there. Never rejects. */
export async function answerUpgrade(
  { request, socket, head }: UpgradeRequest,
  deps: UpgradeDeps,
): Promise<void> {
  const { clock, faults, requests, eventsub, upgrader } = deps;
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://simulator');
  socket.on('error', () => socket.destroy());
  const entry = requests.begin({ method: 'GET', path, query, at: clock.now() });
  requests.end();
  for (const fault of faults.take('http', { method: 'GET', path, params: query })) {
    if (fault.kind === 'latency') await sleep(clock, fault.ms);
    if (fault.kind === 'silence') return;
    if (fault.kind === 'reset') return void socket.destroy();
    if (fault.kind === 'status') return refuse(socket, (entry.status = fault.status));
  }
  const keepalive = query.get('keepalive_timeout_seconds');
  const isBad =
    keepalive !== null && !(/^\d+$/.test(keepalive) && Number(keepalive) >= 10 && Number(keepalive) <= 600);
  if (path !== '/ws' || isBad) return refuse(socket, (entry.status = path === '/ws' ? 400 : 404));
  if (socket.destroyed) return;
  entry.status = 101;
  upgrader.handleUpgrade(request, socket, head, (webSocket) => eventsub.accept(webSocket, query));
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
