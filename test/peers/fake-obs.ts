import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const sha = (text: string): string => createHash('sha256').update(text).digest('base64');

/** obs-websocket 5 as its protocol says: Hello, Identify, Identified, GetStreamStatus, StreamStateChanged. */
export class FakeObs {
  readonly port: number;
  isStreaming = false;
  isSilent = false;
  connections = 0;
  /** `eventSubscriptions` of the last Identify. */
  subscriptions: unknown;
  readonly #server: WebSocketServer;
  readonly #password: string | null;

  private constructor(server: WebSocketServer, password: string | null, isMute: boolean) {
    this.#server = server;
    this.#password = password;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => {
      this.connections++;
      socket.on('error', () => undefined);
      if (!isMute) this.#greet(socket);
    });
  }

  static async start(password: string | null = null, port = 0, isMute = false): Promise<FakeObs> {
    const handleProtocols = (): string => 'obswebsocket.json';
    const server = new WebSocketServer({ host: '127.0.0.1', port, handleProtocols });
    await once(server, 'listening');
    return new FakeObs(server, password, isMute);
  }

  get open(): number {
    return this.#server.clients.size;
  }

  setStreaming(isStreaming: boolean): void {
    this.isStreaming = isStreaming;
    const [begins, ends] = isStreaming ? ['STARTING', 'STARTED'] : ['STOPPING', 'STOPPED'];
    for (const state of [begins, ends]) {
      const eventData = { outputActive: isStreaming, outputState: `OBS_WEBSOCKET_OUTPUT_${state}` };
      const d = { eventType: 'StreamStateChanged', eventIntent: 64, eventData };
      for (const socket of this.#server.clients) socket.send(JSON.stringify({ op: 5, d }));
    }
  }

  drop(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  async stop(): Promise<void> {
    this.drop();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #greet(socket: WebSocket): void {
    const [salt, challenge] = ['obs-salt', `obs-challenge-${this.connections}`];
    const authentication = this.#password === null ? {} : { authentication: { salt, challenge } };
    const hello = { obsWebSocketVersion: '5.5.4', rpcVersion: 1, ...authentication };
    socket.send(JSON.stringify({ op: 0, d: hello }));
    let isIn = false;
    socket.on('message', (data: Buffer) => {
      const { op, d } = JSON.parse(data.toString()) as { op: number; d: Record<string, unknown> };
      if (this.isSilent) return;
      if (op === 1) {
        isIn = this.#password === null || d['authentication'] === sha(sha(this.#password + salt) + challenge);
        this.subscriptions = d['eventSubscriptions'];
        if (isIn) socket.send(JSON.stringify({ op: 2, d: { negotiatedRpcVersion: 1 } }));
        else socket.close(4009, 'Authentication failed.');
      } else if (!isIn) socket.close(4007, 'Not identified');
      else if (op === 6 && d['requestType'] === 'GetStreamStatus') {
        const responseData = { outputActive: this.isStreaming, outputReconnecting: false, outputDuration: 0 };
        const requestStatus = { result: true, code: 100 };
        const { requestType, requestId } = d;
        socket.send(JSON.stringify({ op: 7, d: { requestType, requestId, requestStatus, responseData } }));
      } else socket.close(4006, 'Unknown');
    });
  }
}
