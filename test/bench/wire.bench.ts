import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { runEcho, runRolecall, type RolecallOptions } from './rolecall-process.ts';
import {
  type Child,
  median,
  openSocket,
  type Part,
  percentile,
  pinTo,
  type Reading,
  readRole,
  type RowSpec,
  runBench,
  type Send,
  sender,
  startChild,
} from './support.ts';

/** `access.check` as clients feel it: over WebSocket and HTTP, against bare servers, in turns. */

const VIEWERS = 100_000;
const ASKER_CORE = 0;
const SERVER_CORE = 1;

const loginOf = (i: number): string => `viewer_${(i * 7919) % VIEWERS}`;
const frameOf = (i: number): string =>
  JSON.stringify({ id: String(i), action: 'access.check', params: { user: loginOf(i), feature: 'tts' } });

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

async function oneClient(rolecall: number, echo: number): Promise<Reading[]> {
  const own = sender(await openSocket(rolecall, '/ws'), frameOf);
  const bare = sender(await openSocket(echo, '/'), frameOf);
  await inTurns(own, bare, 3_000);
  const [times, floors] = await inTurns(own, bare, 12_000);
  return [0.5, 0.99].map((share) => ({
    value: percentile(times, share) * 1000,
    floor: percentile(floors, share) * 1000,
  }));
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

async function hundredClients(rolecall: number, echo: number): Promise<Reading[]> {
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 5; round++) {
    own.push(await throughput(rolecall, '/ws', frameOf, 1_500));
    bare.push(await throughput(echo, '/', frameOf, 1_500));
  }
  return [{ value: median(own), floor: median(bare) }];
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

async function overHttp(rolecall: number, echo: number): Promise<Reading[]> {
  const own = getter(rolecall, (i) => `/api/check?user=${loginOf(i)}&feature=tts`);
  const bare = getter(echo, (i) => `/api/check?user=${loginOf(i)}&feature=tts`);
  await inTurns(own, bare, 1_500);
  const [times, floors] = await inTurns(own, bare, 5_000);
  return [{ value: median(times) * 1000, floor: median(floors) * 1000 }];
}

/**
 * Rolecall and the floor, each a process of its own, are started anew for each. The asker has one core, and both
 * servers the other: else the system wakes the one on the asker's core and the other across, at twice the time.
 */
function partOf(
  rows: readonly RowSpec[],
  ask: (rolecall: number, echo: number) => Promise<readonly Reading[]>,
): Part {
  return {
    rows,
    async measure() {
      const children: Child<{ port: number }>[] = await Promise.all([
        startChild<{ port: number }>('rolecall', { viewers: VIEWERS, twitch: null }),
        startChild<{ port: number }>('echo', {}),
      ]);
      pinTo(ASKER_CORE, process.pid);
      for (const { pid } of children) pinTo(SERVER_CORE, pid);
      const [rolecall = 0, echo = 0] = children.map(({ ready }) => ready.port);
      const readings = await ask(rolecall, echo);
      await Promise.all(children.map((child) => child.stop()));
      return readings;
    },
  };
}

const check = 'access.check over WebSocket, 100k viewers';
const parts = [
  partOf(
    [
      { name: `${check}, p50 (floor: bare ws echo)`, unit: 'µs', limit: 1.1 },
      { name: `${check}, p99 (floor: bare ws echo)`, unit: 'µs', limit: 2 },
    ],
    oneClient,
  ),
  partOf(
    [
      {
        name: 'access.check, 100 WebSocket clients, checks a second (floor: same echo)',
        unit: '/s',
        limit: 0.8,
        min: true,
      },
    ],
    hundredClients,
  ),
  partOf(
    [{ name: 'GET /api/check, p50 (floor: bare node:http, keep-alive)', unit: 'µs', limit: 1.4 }],
    overHttp,
  ),
];

const started = readRole<RolecallOptions>();
if (started?.role === 'rolecall') await runRolecall(started.options);
else if (started?.role === 'echo') await runEcho();
else await runBench(parts);
