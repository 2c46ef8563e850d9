import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ALL_SCOPES } from '../../server/demo/auth.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import type { Findings } from '../support/fuzz/findings.ts';
import { fuzz } from '../support/fuzz/fuzz.ts';
import { callHttp } from './http.ts';
import type { SoakOptions } from './options.ts';
import { freePort, Program, Transcript } from './program.ts';
import { sleep } from './random.ts';

const TOKEN = 'soak-owner-token-0123456789';
const CLIENT_ID = 'simulator-client';
/** After so many everything that was given and muted is deleted: it is kept, as it should be, and no leak. */
const DELETE_EVERY = 20_000;
/** What memory may still grow by after the first tenth, MB. */
const MAX_GROWTH_MB = 60;

interface Viewers {
  readonly result: { readonly items: readonly { readonly userId: string; readonly userLogin: string }[] };
}

/** Frames and requests made by mutation of the schemas against the built program. @returns the exit code */
export async function fuzzSoak(options: SoakOptions, say: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-fuzz-'));
  const simulator = await startSimulator({
    ...{ subscribers: 50, vips: 5, moderators: 3, pointsPerMinute: 1e9 },
  });
  const { accessToken } = simulator.issueToken({ clientId: CLIENT_ID, scopes: [...ALL_SCOPES] });
  const transcript = new Transcript(join(folder, 'rolecall.log'));
  const port = await freePort();
  const program = start(folder, port, transcript, {
    TWURPLE_MOCK_API_PORT: String(simulator.port),
    ROLECALL_TWITCH_ACCESS_TOKEN: accessToken,
  });
  say(`Fuzzing with ${options.fuzz} frames and requests, seed ${options.seed}, in ${folder}`);
  const rssMb: number[] = [];
  let isGood = false;
  try {
    const findings = await run(options, port, async (asked) => {
      rssMb.push(program.rssMb() ?? 0);
      if (asked % DELETE_EVERY === 0) say(`${asked}: ${Math.round(rssMb.at(-1) ?? 0)} MB`);
      if (!program.isRunning) throw new Error(`Rolecall ended by itself: ${await program.ended}`);
    });
    const logged = [...transcript.errors.keys()].map((line) => `in the log: ${line}`);
    const problems = [...judge(findings, rssMb), ...logged];
    say(JSON.stringify(Object.fromEntries(findings.counts)));
    for (const problem of problems) say(`  ✗ ${problem}`);
    say(`${findings.answered} answered, ${problems.length} problems`);
    isGood = problems.length === 0;
  } finally {
    await program.kill('SIGKILL');
    await simulator.close();
    if (isGood) rmSync(folder, { recursive: true, force: true });
  }
  return isGood ? 0 : 1;
}

/** A copy of what was built: whoever builds meanwhile does not change what is tested. */
function start(folder: string, port: number, transcript: Transcript, env: Record<string, string>): Program {
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  for (const part of ['server', 'pages'])
    cpSync(resolve('dist', part), join(dist, part), { recursive: true });
  const args = ['--port', String(port), '--data', join(folder, 'data'), '--no-open'];
  const all = { ...process.env, ...env, ROLECALL_TWITCH_CLIENT_ID: CLIENT_ID, ROLECALL_TOKEN: TOKEN };
  return new Program([join(dist, 'server', 'main.js'), ...args], all, transcript);
}

async function run(
  options: SoakOptions,
  port: number,
  onRound: (asked: number) => Promise<void>,
): Promise<Findings> {
  const action = (name: string, json: object = {}): Promise<{ body: unknown }> => {
    const url = `http://127.0.0.1:${port}/api/actions/${name}`;
    return callHttp(url, { method: 'POST', json, token: TOKEN, limitMs: 120_000 });
  };
  const viewers = await untilThere(async () => ((await action('viewers.list')).body as Viewers).result.items);
  return fuzz({
    ...{ port, token: TOKEN, seed: options.seed, count: options.fuzz },
    pools: {
      userId: viewers.map(({ userId }) => userId),
      user: viewers.map(({ userLogin }) => userLogin),
      feature: ['tts', 'premium-voice', 'TTS', 'song-request'],
    },
    async onRound(asked) {
      await onRound(asked);
      if (asked % DELETE_EVERY !== 0) return;
      await action('data.delete', { confirm: 'delete everything' });
      await action('sync.run', { force: true, source: 'api:fuzz' });
    },
  });
}

/** Until the program is up and knows somebody. */
async function untilThere<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (let tries = 0; ; tries++) {
    const found = await ask().catch(() => []);
    if (found.length > 0) return found;
    if (tries > 300) throw new Error('Rolecall does not start.');
    await sleep(100);
  }
}

function judge(findings: Findings, rssMb: readonly number[]): string[] {
  const { count, first } = findings.problems;
  const early = Math.max(...rssMb.slice(0, Math.max(1, Math.ceil(rssMb.length / 10))));
  const grown = Math.round((rssMb.at(-1) ?? 0) - early);
  const growth = grown > MAX_GROWTH_MB ? [`memory has grown by ${grown} MB`] : [];
  return [...first, ...(count > first.length ? [`${count} in all`] : []), ...growth];
}
