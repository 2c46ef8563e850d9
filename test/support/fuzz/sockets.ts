import { WebSocket } from 'ws';
import type { Findings } from './findings.ts';

/** So many frames a connection takes in one go before it is told to slow down. */
const PER_SOCKET = 900;
const AT_ONCE = 60;
const LIMIT_MS = 60_000;

/** Sends frames, a batch at a time, and waits for as many answers: each frame has exactly one. */
export async function askFrames(url: string, frames: readonly string[], findings: Findings): Promise<void> {
  for (let from = 0; from < frames.length; from += PER_SOCKET) {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const some = frames.slice(from, from + PER_SOCKET);
    for (let at = 0; at < some.length && socket.readyState === WebSocket.OPEN; at += AT_ONCE)
      await askBatch(socket, some.slice(at, at + AT_ONCE), findings);
    socket.terminate();
  }
}

/** Resolves when all are answered, or the server has hung up. */
function askBatch(socket: WebSocket, frames: readonly string[], findings: Findings): Promise<void> {
  return new Promise((resolve) => {
    let missing = frames.length;
    const ids = new Set<string>();
    const timer = setTimeout(() => {
      const left = frames.filter((frame) => !ids.has(idOf(frame)));
      findings.wrong('no answer', `${missing} of: ${left.join('\n').slice(0, 2_000)}`);
      end();
    }, LIMIT_MS);
    const end = (): void => {
      clearTimeout(timer);
      socket.off('message', onMessage).off('close', end);
      resolve();
    };
    const onMessage = (data: Buffer): void => {
      const text = data.toString();
      if (text.startsWith('{"event"')) return;
      ids.add(idOf(text));
      findings.onReply(text, frames);
      if (--missing === 0) end();
    };
    socket.on('message', onMessage).on('close', end);
    for (const frame of frames) socket.send(frame);
  });
}

/** As it is written in a frame or in its answer. */
const idOf = (text: string): string => /"id":("[^"]*"|-?\d+)/.exec(text)?.[1] ?? '';
