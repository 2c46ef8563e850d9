import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../soak/random.ts';
import { Damages } from './damages.ts';
import { type Kept, look, makeKept, openKept } from './kept.ts';

const ROUNDS = 100;
/** Another one tries other damages: `npm run soak -- --damages 1000` tries a thousand of a seed of its own. */
const SEED = 20_261_128;

let root: string;
let kept: Kept;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rolecall-damages-'));
  kept = await makeKept(root);
});
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));

describe('damage at random', () => {
  it(`${ROUNDS} times lets in nobody, and no loss is silent`, async () => {
    const damages = await Damages.of(kept, join(root, 'scratch'));
    const wrong: string[] = [];
    for (let i = 0; i < ROUNDS; i++) wrong.push(...(await damages.try(new Random(SEED, `damage ${i}`))));
    expect(wrong).toEqual([]);
  });

  it('has something to damage: who is let in, who is kept out, and records of every kind', async () => {
    const answers = [...kept.before.answers.values()];
    for (const reason of ['subscriber', 'vip', 'moderator', 'grant', 'override_allow', 'everyone'])
      expect(answers).toContain(`allow ${reason}`);
    for (const reason of ['override_deny', 'feature_off', 'cooldown', 'no_matching_rule'])
      expect(answers).toContain(reason);
    for (const [name, records] of Object.entries(kept.before.records))
      expect([name, records.size]).not.toEqual([name, 0]);
    expect(kept.before.said).toEqual([]);
  });

  it.each(['closed', 'killed'] as const)(
    'none (%s): all is as it was, and nothing is said',
    async (which) => {
      const opened = await openKept(kept[which]);
      const seen = await look(opened).finally(() => opened.close());
      expect(seen).toEqual(kept.before);
    },
  );
});
