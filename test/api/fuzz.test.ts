import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { fuzz } from '../support/fuzz/fuzz.ts';
import { http, post, synced, TOKEN } from './support.ts';

/** Always the same ones. Others, and many more, are the soak's: `--fuzz 1000000`, see test/README.md. */
const COUNT = 30_000;
const SEED = 20_260_131;
/** After so many all is in memory that is kept: from then on it may grow by so many bytes for each question. */
const WARM = 6_000;
const MAX_GROWTH = 300;

/** What is in use in memory, MB. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

it(
  `${COUNT} frames and requests, as the schemas have them and otherwise, break nothing`,
  { timeout: 900_000 },
  async () => {
    const windows = { syncWindowMs: 300_000, syncMinGapMs: 60_000 };
    const app = await synced({
      channel: { subscribers: 40, vips: 5, moderators: 3, pointsPerMinute: 1e9 },
      config: { apiToken: TOKEN, ...windows },
    });
    const owner = { headers: { authorization: `Bearer ${TOKEN}` } };
    const { json } = await http(app.port, '/api/actions/viewers.list?limit=50');
    const viewers = json.result!['items'] as { userId: string; userLogin: string }[];
    let early = 0;
    const findings = await fuzz({
      ...{ port: app.port, token: TOKEN, seed: SEED, count: COUNT },
      pools: {
        userId: viewers.map(({ userId }) => userId),
        user: viewers.map(({ userLogin }) => userLogin),
        feature: ['tts', 'premium-voice', 'TTS', 'song-request'],
      },
      async onRound(asked) {
        // What was given and muted is kept, as it should be: it is no leak.
        if (asked % WARM !== 0) return;
        await post(app.port, 'data.delete', { confirm: 'delete everything' }, owner);
        await app.app.sync.run({ source: 'api:fuzz' });
        if (early === 0) early = heapMb();
      },
    });
    expect(findings.problems).toEqual({ count: 0, first: [] });
    expect(app.lines.filter((line) => /failed unexpectedly|does not fit|\] Error/.test(line))).toEqual([]);
    expect((await http(app.port, '/ping')).json).toEqual({ rolecall: true });
    // It did get through: most codes are there, and many were right.
    expect(findings.answered).toBeGreaterThan(COUNT * 0.95);
    expect(findings.counts.get('ok')).toBeGreaterThan(COUNT * 0.1);
    for (const code of ['invalid_params', 'invalid_format', 'forbidden', 'unknown_action', 'not_found'])
      expect(findings.counts.get(code), code).toBeGreaterThan(10);
    app.lines.length = 0;
    expect(((heapMb() - early) * 1e6) / (COUNT - WARM)).toBeLessThan(MAX_GROWTH);
  },
);
