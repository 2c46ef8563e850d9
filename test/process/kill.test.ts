import { expect, it } from 'vitest';
import { startSimulator } from '../../server/demo/simulator.ts';
import { startTestApp } from '../support/start-app.ts';
import { type Frame, TestClient } from '../support/ws-client.ts';
import { post, until } from '../api/support.ts';
import { start, temporaryFolder, wait } from './support.ts';
import { onEnd } from '../support/endings.ts';

const ROUNDS = 12;

interface Change {
  readonly userId: string;
  readonly role: string;
  readonly change: string;
}

/** Everything that Rolecall told its clients before it was killed. */
interface Told {
  readonly changes: Change[];
  readonly runIds: string[];
  intervalMinutes: number;
  /** Sent after the last answer: may have been saved or not. */
  unanswered: number[];
}

it(`killed in the middle of syncs and changes ${ROUNDS} times, it forgets nothing that it told`, async () => {
  const dataFolder = await temporaryFolder();
  const simulator = await startSimulator({ subscribers: 400, vips: 5, moderators: 4, viewers: 2_000 });
  onEnd(() => simulator.close());
  const { accessToken } = simulator.issueToken({ clientId: 'simulator-client' });
  const env = {
    TWURPLE_MOCK_API_PORT: String(simulator.port),
    ROLECALL_TWITCH_CLIENT_ID: 'simulator-client',
    ROLECALL_TWITCH_ACCESS_TOKEN: accessToken,
    ROLECALL_SYNC_WINDOW_MIN: '0',
    ROLECALL_SYNC_MIN_GAP_S: '0',
    ROLECALL_LOG_LEVEL: 'error',
  };
  const told: Told = { changes: [], runIds: [], intervalMinutes: 30, unanswered: [] };
  let nextId = 1_000;

  for (let round = 0; round < ROUNDS; round++) {
    const program = start({ args: ['--port', '0', '--data', dataFolder], env });
    const url = await program.url();
    const origin = url;
    const listener = await TestClient.open(`${url.replace('http', 'ws')}/ws`, { origin });
    listener.socket.on('message', (data: Buffer) => note(told, JSON.parse(data.toString()) as Frame));
    await listener.call('events.subscribe', { events: ['roles.changed'] });
    let isOver = false;
    const wanted = told.runIds.length + 2 + (round % 5);
    const revocable = told.changes
      .filter(({ change, role }) => change === 'granted' && role === 'vip')
      .slice(-20);
    const work = async (): Promise<void> => {
      while (!isOver) {
        const userId = String(nextId++);
        simulator.world.addUser({ userId, userLogin: `late_${userId}`, userDisplayName: `Late_${userId}` });
        if (nextId % 2 === 0) simulator.world.addVip(userId, { announce: nextId % 4 === 0 });
        else simulator.world.subscribe(userId, { announce: nextId % 3 === 0 });
        const gone = revocable.pop();
        if (gone) simulator.world.removeVip(gone.userId, { announce: nextId % 2 === 0 });
        await wait(2);
      }
    };
    const ask = async (action: string, params: (i: number) => object): Promise<void> => {
      for (let i = 0; !isOver; i++) {
        const frame = { id: `${action} ${JSON.stringify(params(i))} ${i}`, action, params: params(i) };
        if ('intervalMinutes' in frame.params) told.unanswered.push(frame.params.intervalMinutes as number);
        listener.send(JSON.stringify(frame));
        await Promise.race([listener.take(({ id }) => id === frame.id).catch(() => undefined), wait(100)]);
      }
    };
    const busy = [
      work(),
      ask('sync.run', () => ({ source: 'api:test' })),
      ask('settings.set', (i) => ({ intervalMinutes: 5 + ((round * 20 + i) % 230) })),
    ];
    await until(() => told.runIds.length >= wanted, 'answers to syncs');
    await wait((round * 7) % 20);
    program.child.kill('SIGKILL');
    await program.exit;
    isOver = true;
    await Promise.all(busy);
    await wait(10); // what was in the socket already was told, too
    await expectRemembered(dataFolder, told);
  }
  expect(told.changes.length).toBeGreaterThan(ROUNDS * 5);
  expect(told.changes.some(({ change }) => change === 'revoked')).toBe(true);
  expect(told.runIds.length).toBeGreaterThan(ROUNDS);
});

function note(told: Told, { id, ok, result, event, data }: Frame): void {
  if (event === 'roles.changed') told.changes.push(...(data!['changes'] as Change[]));
  if (!ok || typeof id !== 'string') return;
  if (id.startsWith('sync.run')) told.runIds.push(result!['runId'] as string);
  if (id.startsWith('settings.set')) {
    told.intervalMinutes = result!['intervalMinutes'] as number;
    told.unanswered = told.unanswered.slice(told.unanswered.indexOf(told.intervalMinutes) + 1);
  }
}

/** Looks at the folder with a Rolecall that is not logged in, so that nothing is made good by a sync. */
async function expectRemembered(dataFolder: string, told: Told): Promise<void> {
  const app = await startTestApp({ dataFolder, isConnected: false });
  try {
    const roster = app.app.stores.roster.roster;
    const last = new Map(told.changes.map((change) => [`${change.userId} ${change.role}`, change]));
    const lost = [...last.values()].filter(({ userId, role, change }) => {
      const viewer = roster.byId(userId);
      const kind = `${role}s` as 'vips';
      // A role that was granted may have been revoked since without us hearing of it: then history knows.
      if (change === 'revoked') return !!viewer?.[kind];
      return (
        !viewer?.[kind] && !told.changes.some((each) => each.userId === userId && each.change === 'revoked')
      );
    });
    const really = [];
    for (const each of lost) {
      const history = await app.app.stores.roster.history(each.userId);
      const isKnown = history.some(({ role }) => role === each.role);
      if (!isKnown || each.change === 'revoked') really.push(each);
    }
    expect(really).toEqual([]);
    const settings = await post(app.port, 'settings.get', {}, { headers: { origin: app.baseUrl } });
    const { intervalMinutes } = settings.json.result as { intervalMinutes: number };
    expect([told.intervalMinutes, ...told.unanswered]).toContain(intervalMinutes);
    const runs: string[] = [];
    let cursor: unknown = null;
    do {
      const { result } = (await post(app.port, 'sync.history', { limit: 500, cursor })).json;
      runs.push(...(result!['items'] as { runId: string }[]).map(({ runId }) => runId));
      cursor = result!['cursor'];
    } while (cursor !== null);
    const newest = told.runIds.slice(-20);
    expect(newest.filter((runId) => !runs.includes(runId))).toEqual([]);
    expect(app.lines.filter((line) => /damaged|set aside/.test(line))).toEqual([]);
  } finally {
    // The next round's program wants the folder, and this process a Twitch of its own.
    await app.close();
  }
}
