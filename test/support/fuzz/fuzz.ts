import { Random } from '../../soak/random.ts';
import { Findings } from './findings.ts';
import { Mutations } from './mutations.ts';
import { type HttpQuestion, Questions } from './questions.ts';
import { askHttp, sendBytes } from './requests.ts';
import type { Pools } from './samples.ts';
import { askFrames } from './sockets.ts';

export interface FuzzOptions {
  readonly port: number;
  /** Of an owner. */
  readonly token: string;
  /** The same seed asks the same. */
  readonly seed: number;
  readonly count: number;
  readonly pools: Pools;
  /** After each round, with how many were asked so far. */
  readonly onRound: (asked: number) => Promise<void> | void;
}

/** Of a round: so many frames, so many requests, and the rest as bytes. */
const FRAMES = 1_600;
const REQUESTS = 380;
const RAW = 20;
const ROUND = FRAMES + REQUESTS + RAW;

/** Asks as the schemas have it and otherwise, over both doors, as the owner and as a program; and with bytes that are no HTTP. */
export async function fuzz(options: FuzzOptions): Promise<Findings> {
  const { port, token, count } = options;
  const findings = new Findings();
  const random = new Random(options.seed, 'fuzz');
  const questions = new Questions(random.stream('questions'), options.pools);
  const mutations = new Mutations(random.stream('bytes'));
  for (let asked = 0; asked < count; asked += ROUND) {
    const isOwner = random.chance(0.6);
    const url = `ws://127.0.0.1:${port}/ws${isOwner ? `?token=${token}` : ''}`;
    const frames = Array.from({ length: FRAMES }, () => questions.frame());
    const requests = Array.from({ length: REQUESTS }, () =>
      withToken(questions.http(), isOwner ? token : null),
    );
    await Promise.all([askFrames(url, frames, findings), askHttp(port, requests, findings)]);
    for (let i = 0; i < RAW; i++)
      await sendBytes(port, mutations.text(rawOf(questions.http(), port)), findings);
    await options.onRound(asked + ROUND);
  }
  return findings;
}

function withToken(question: HttpQuestion, token: string | null): HttpQuestion {
  if (token === null) return question;
  return { ...question, headers: { authorization: `Bearer ${token}`, ...question.headers } };
}

function rawOf({ method, path, headers, body }: HttpQuestion, port: number): string {
  const length = Buffer.byteLength(body ?? '');
  const all = { host: `127.0.0.1:${port}`, connection: 'close', 'content-length': length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}
