import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Findings } from './findings.ts';
import type { HttpQuestion } from './questions.ts';

const AT_ONCE = 8;
const LIMIT_MS = 60_000;

/** Sends requests, a few at a time, over connections that are kept. */
export async function askHttp(
  port: number,
  questions: readonly HttpQuestion[],
  findings: Findings,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const queue = [...questions];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) await askOne(port, next, agent, findings);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
}

function askOne(port: number, question: HttpQuestion, agent: Agent, findings: Findings): Promise<void> {
  const { method, path, headers, body } = question;
  const asked = `${method} ${path} ${JSON.stringify(headers)} ${body ?? ''}`.slice(0, 2_000);
  return new Promise((resolve) => {
    const host = { host: `127.0.0.1:${port}`, ...headers };
    const call = request({ port, host: '127.0.0.1', path, method, agent, headers: host }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk.slice(0, 2_000)));
      response.on('end', () => findings.onHttp(response.statusCode ?? 0, text, asked));
      response.on('close', resolve);
    });
    call.setTimeout(LIMIT_MS, () => {
      findings.wrong('no answer', asked);
      call.destroy();
    });
    // A server that reads no further may hang up; that it lives on is looked at in the end.
    call.on('error', () => resolve());
    call.end(body ?? undefined);
  });
}

/** Bytes as they are. Whatever comes back, the connection comes to an end. */
export function sendBytes(port: number, bytes: string, findings: Findings): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
      if (status > 0) findings.onHttp(status, answer, JSON.stringify(bytes.slice(0, 500)));
      resolve();
    });
    socket.end(bytes);
  });
}
