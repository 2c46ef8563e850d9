import { once } from 'node:events';
import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { app, client, synced } from '../channel/app-harness.ts';
import { pause } from '../channel/harness.ts';

const session = new Session();
beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(() => session.disconnect());

/** The files of server/ in which a function with a name ran while `action` did. */
async function filesEntered(action: () => Promise<unknown>): Promise<string[]> {
  await session.post('Profiler.takePreciseCoverage'); // what ran before is forgotten
  await action();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ functions }) =>
      // Those without a name may be the test runner's way to read an import.
      functions.some(
        ({ functionName, ranges }) => functionName !== '' && ranges.some(({ count }) => count > 0),
      ),
    )
    .flatMap(({ url }) => /\/(server\/.*\.ts)$/.exec(url)?.[1] ?? [])
    .sort();
}

describe('a check over the WebSocket', () => {
  it.each([
    ['userId', 24],
    ['user', 25],
  ])('by %s is a walk through few files', async (param, most) => {
    const rolecall = await app({ channel: { subscribers: 5, vips: 2, moderators: 1 } });
    const ws = await client(rolecall);
    await synced(rolecall);
    const vip = [...rolecall.app.stores.roster.roster.viewers()].find(({ vips }) => vips);
    const params = { [param]: param === 'user' ? vip?.userLogin : vip?.userId };
    const check = async (): Promise<void> => {
      ws.socket.send(JSON.stringify({ id: 1, action: 'access.check', params }));
      await once(ws.socket, 'message');
    };
    const entered: string[][] = [];
    // Something else may happen meanwhile, so that the shortest of a few counts.
    for (let i = 0; i < 5; i++) {
      entered.push(await filesEntered(check));
      await pause(100);
    }
    const [least = []] = entered.sort((a, b) => a.length - b.length);
    expect(least).toContain('server/core/decide.ts');
    expect(least.length, least.join('\n')).toBeLessThanOrEqual(most);
  });
});
