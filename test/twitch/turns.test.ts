import { expect, it } from 'vitest';
import { Turns } from '../../server/twitch/turns.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Takes so long that only a few fit into a turn. */
function work(): void {
  for (const until = performance.now() + 1; performance.now() < until;);
}

it('does a few things at once, many in turns between which others come, all in their order', async () => {
  const done: number[] = [];
  const held: boolean[] = [];
  const turns = new Turns<number>(
    (i) => {
      done.push(i);
      if (i > 0) work();
    },
    (isHeld) => held.push(isHeld),
  );
  turns.take(0);
  expect([done, held]).toEqual([[0], []]);
  const all = Array.from({ length: 30 }, (_, i) => i + 1);
  for (const i of all) turns.take(i);
  const atOnce = done.length;
  expect(atOnce).toBeLessThan(all.length);
  expect(held).toEqual([true]);
  let others = 0;
  while (done.length <= all.length) {
    await turn();
    others++;
  }
  expect(others).toBeGreaterThan(2);
  expect(done).toEqual([0, ...all]);
  expect(held).toEqual([true, false]);
});

it('drops what waits when it is closed', async () => {
  const done: number[] = [];
  const turns = new Turns<number>(
    (i) => {
      done.push(i);
      work();
    },
    () => undefined,
  );
  for (let i = 0; i < 30; i++) turns.take(i);
  const before = done.length;
  turns.close();
  turns.take(99);
  await turn();
  await turn();
  expect(done).toHaveLength(before);
});
