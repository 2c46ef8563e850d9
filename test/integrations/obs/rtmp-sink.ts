import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

const HANDSHAKE = 1536;

/**
 * Enough of an RTMP server that OBS counts as streaming: shakes hands, says yes to what it is asked, and
 * throws everything else away. Commands are found by their names, since names stand at the beginning of a message.
 */
export class RtmpSink {
  bytes = 0;
  readonly #server: Server = createServer((socket) => this.#accept(socket));
  readonly #sockets = new Set<Socket>();

  /** @returns `rtmp://127.0.0.1:<port>/live` */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `rtmp://127.0.0.1:${(this.#server.address() as AddressInfo).port}/live`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    let received: Buffer = Buffer.alloc(0);
    let hasShaken = false;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (data: Buffer) => {
      this.bytes += data.length;
      received = Buffer.concat([received, data]);
      if (!hasShaken && received.length >= 1 + HANDSHAKE) {
        hasShaken = true;
        const hello = received.subarray(1, 1 + HANDSHAKE);
        socket.write(Buffer.concat([Buffer.from([3]), Buffer.alloc(HANDSHAKE), hello]));
        received = received.subarray(1 + HANDSHAKE);
      }
      if (hasShaken) received = answerCommands(socket, received);
    });
  }
}

/** @returns what may still become a command with what comes next */
function answerCommands(socket: Socket, received: Buffer): Buffer {
  for (const [name, answer] of Object.entries(answers)) {
    const written = Buffer.concat([amf(name), Buffer.from([0])]);
    const at = received.indexOf(written);
    if (at < 0 || received.length < at + written.length + 8) continue;
    socket.write(message(answer(received.readDoubleBE(at + written.length))));
    received = received.subarray(at + written.length + 8);
  }
  return received.length > 8_192 ? received.subarray(-2_048) : received;
}

const answers: Record<string, (transaction: number) => Buffer> = {
  connect: (id) => Buffer.concat([amf('_result'), amf(id), NULL, status('NetConnection.Connect.Success')]),
  createStream: (id) => Buffer.concat([amf('_result'), amf(id), NULL, amf(1)]),
  publish: () => Buffer.concat([amf('onStatus'), amf(0), NULL, status('NetStream.Publish.Start')]),
};

const NULL = Buffer.from([5]);

function amf(value: string | number): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from([2]), text(value)]);
  const number = Buffer.alloc(9);
  number.writeDoubleBE(value, 1);
  return number;
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
}

function status(code: string): Buffer {
  const pairs = Object.entries({ level: 'status', code }).flatMap(([key, value]) => [text(key), amf(value)]);
  return Buffer.concat([Buffer.from([3]), ...pairs, Buffer.from([0, 0, 9])]);
}

/** One chunk; a longer payload would have to be cut. */
function message(payload: Buffer): Buffer {
  if (payload.length > 128) throw new Error('too long for one chunk');
  const isOnStream = payload.includes('onStatus') ? 1 : 0;
  return Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 0, payload.length, 20, isOnStream, 0, 0, 0]), payload]);
}
