import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Damages } from '../store/damage/damages.ts';
import { makeKept } from '../store/damage/kept.ts';
import type { SoakOptions } from './options.ts';
import { Random } from './random.ts';

const SAY_EVERY = 100;

/** Damages a data folder at random, over and over, and starts on it. @returns how often something was wrong */
export async function tryDamages(
  { damages: wanted, seed }: SoakOptions,
  say: (line: string) => void,
): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'rolecall-damages-'));
  let wrong = 0;
  say(`${wanted} damages, seed ${seed}, in ${root}`);
  try {
    const damages = await Damages.of(await makeKept(root), join(root, 'scratch'));
    for (let i = 0; i < wanted; i++) {
      const found = await damages.try(new Random(seed, `damage ${i}`));
      if (found.length > 0) wrong++;
      for (const line of found) say(line);
      if ((i + 1) % SAY_EVERY === 0) say(`${i + 1} damages, ${wrong} wrong`);
    }
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
  return wrong;
}
