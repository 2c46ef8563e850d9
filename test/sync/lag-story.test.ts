import fc from 'fast-check';
import { expect, it } from 'vitest';
import { story, World } from './lag-story.ts';

/** More of them, and others each time: `STORIES=4000 npx vitest run test/sync/lag-story.test.ts`. */
const stories = Number(process.env['STORIES'] ?? 0);

it(
  'nobody is wrong for longer than the rule allows, and no late answer undoes an event',
  { timeout: 3_600_000 },
  async () => {
    await expect(
      fc.assert(
        fc.asyncProperty(story, async (told) => {
          const world = new World(told);
          await world.play(told.steps);
        }),
        stories > 0 ? { numRuns: stories } : { numRuns: 200, seed: 11 },
      ),
    ).resolves.toBeUndefined();
  },
);
