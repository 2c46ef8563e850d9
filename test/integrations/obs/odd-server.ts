import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type OddAnswer = 'hang' | 'drip' | 'page' | 'json' | 'half' | 'deep' | 'error';

/** Something on Rolecall's port that behaves badly. Counts the requests. */
export class OddServer {
  requests = 0;
  readonly #server: Server;

  constructor(how: OddAnswer) {
    this.#server = createServer((request, response) => {
      this.requests += 1;
      // Who answers before the question was read cuts the connection, which is another case.
      request.resume().on('end', () => answer(how, response));
    });
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}

function answer(how: OddAnswer, response: ServerResponse): void {
  if (how === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  }
  if (how === 'page') response.end('<html>Hello</html>');
  if (how === 'json') response.end('{"ok":true,"result":{"state":7}}');
  if (how === 'deep') response.end('['.repeat(200_000));
  if (how === 'half') {
    response.writeHead(200, { 'content-length': '500' });
    response.write('{"ok":');
    setTimeout(() => response.destroy(), 20);
  }
  if (how === 'error') {
    response.writeHead(503);
    response.end('{"ok":false,"error":{"code":"unavailable","message":"The disk is full."}}');
  }
}
