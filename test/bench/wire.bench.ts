import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { runEcho, runRolecall, type RolecallOptions } from './rolecall-process.ts';
import {
  type BenchRow,
  median,
  openSocket,
  percentile,
  printTable,
  readRole,
  sender,
  type Send,
  startChild,
} from './support.ts';

/** `access.check` as clients feel it: over WebSocket and HTTP, against bare servers, in turns. */

const VIEWERS = 100_000;

const loginOf = (i: number): string => `viewer_${(i * 7919) % VIEWERS}`;
const frameOf = (i: number): string =>
  JSON.stringify({ id: String(i), action: 'access.check', params: { user: loginOf(i), feature: 'tts' } });
/** As many bytes as the answer to such a question has, so that both carry the same. */
const echoFrameOf = (i: number): string => JSON.stringify({ id: String(i), padding: 'x'.repeat(380) });

/** Two things in turns, so that whatever else the machine does meets both. */
async function inTurns(a: Send, b: Send, rounds: number): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    const order: (0 | 1)[] = i % 2 === 0 ? [0, 1] : [1, 0];
    for (const which of order) {
      const start = performance.now();
      await (which === 0 ? a(i) : b(i));
      times[which].push(performance.now() - start);
    }
  }
  return times;
}

async function oneClient(rolecall: number, echo: number): Promise<BenchRow[]> {
  const own = sender(await openSocket(rolecall, '/ws'), frameOf);
  const bare = sender(await openSocket(echo, '/'), echoFrameOf);
  await inTurns(own, bare, 3_000);
  const [times, floors] = await inTurns(own, bare, 12_000);
  const row = (share: number, limit: number): BenchRow => ({
    name: `access.check over WebSocket, 100k viewers, p${share * 100} (floor: bare ws echo)`,
    value: percentile(times, share) * 1000,
    floor: percentile(floors, share) * 1000,
    unit: 'µs',
    limit,
  });
  return [row(0.5, 1.15), row(0.99, 2)];
}

/** All clients ask as fast as they are answered; questions a second. */
async function throughput(port: number, path: string, frame: (i: number) => string, ms: number) {
  const sockets = await Promise.all(Array.from({ length: 100 }, () => openSocket(port, path)));
  const until = performance.now() + ms;
  let answered = 0;
  await Promise.all(
    sockets.map(async (socket, n) => {
      const send = sender(socket, frame);
      for (let i = n; performance.now() < until; i += 100) {
        await send(i);
        answered++;
      }
      socket.terminate();
    }),
  );
  return (answered / ms) * 1000;
}

async function hundredClients(rolecall: number, echo: number): Promise<BenchRow> {
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 5; round++) {
    own.push(await throughput(rolecall, '/ws', frameOf, 1_500));
    bare.push(await throughput(echo, '/', echoFrameOf, 1_500));
  }
  return {
    name: 'access.check, 100 WebSocket clients, checks a second (floor: same echo)',
    value: median(own),
    floor: median(bare),
    unit: '/s',
    limit: 0.75,
    min: true,
  };
}

function getter(port: number, path: (i: number) => string): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (i) =>
    new Promise((done, failed) => {
      request({ agent, port, host: '127.0.0.1', path: path(i) }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        response.on('end', () => done(JSON.parse(text)));
      })
        .on('error', failed)
        .end();
    });
}

async function overHttp(rolecall: number, echo: number): Promise<BenchRow> {
  const own = getter(rolecall, (i) => `/api/check?user=${loginOf(i)}&feature=tts`);
  const bare = getter(echo, (i) => `/api/check?user=${loginOf(i)}&feature=tts`);
  await inTurns(own, bare, 1_500);
  const [times, floors] = await inTurns(own, bare, 5_000);
  return {
    name: 'GET /api/check, p50 (floor: bare node:http, keep-alive)',
    value: median(times) * 1000,
    floor: median(floors) * 1000,
    unit: 'µs',
    limit: 1.8,
  };
}

async function main(): Promise<void> {
  const rolecall = await startChild<{ port: number }>('rolecall', { viewers: VIEWERS, twitch: null });
  const echo = await startChild<{ port: number }>('echo', {});
  const ports = [rolecall.ready.port, echo.ready.port] as const;
  const rows = [...(await oneClient(...ports)), await hundredClients(...ports), await overHttp(...ports)];
  printTable(rows);
  await Promise.all([rolecall.stop(), echo.stop()]);
  process.exit(0);
}

const started = readRole<RolecallOptions>();
if (started?.role === 'rolecall') await runRolecall(started.options);
else if (started?.role === 'echo') await runEcho();
else await main();
