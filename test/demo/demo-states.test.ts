import { expect, it } from 'vitest';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { DEMO_STATES, DemoStates, type DemoState } from '../../server/demo/demo-states.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import { onEnd } from '../support/endings.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';

async function call(app: TestApp, action: string, params: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${app.baseUrl}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.baseUrl },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function demo(): Promise<TestApp> {
  const simulator = await startSimulator(DEMO_CHANNEL);
  const app = await startTestApp({ simulator, app: { demoStates: new DemoStates(simulator) } });
  onEnd(async () => {
    await app.close();
    await simulator.close();
  });
  return app;
}

interface Seen {
  readonly state: string;
  readonly kinds: Readonly<Record<string, string | undefined>>;
  readonly login: string;
  readonly warnings: readonly string[];
}

async function seen({ baseUrl, app }: TestApp): Promise<Seen> {
  const health = (await (await fetch(`${baseUrl}/health`)).json()) as {
    state: string;
    kinds: Record<string, { error: { code: string } | null }>;
  };
  return {
    state: health.state,
    kinds: Object.fromEntries(Object.entries(health.kinds).map(([kind, { error }]) => [kind, error?.code])),
    login: app.login.state,
    warnings: app.stores.warnings.list().map(({ code }) => code),
  };
}

const failedBy = (code: string) => ({ subscribers: code, vips: code, moderators: code });
const SHOWN: Readonly<Record<DemoState, object>> = {
  normal: { state: 'fresh', login: 'connected', warnings: [] },
  twitch_down: { state: 'failed', kinds: failedBy('twitch_unavailable'), login: 'connected' },
  missing_permission: { state: 'partial', kinds: { vips: 'missing_scope' } },
  login_ended: { state: 'disconnected', login: 'lost' },
  old_lists: { state: 'stale', login: 'connected' },
  news_refused: { warnings: ['events_refused'], login: 'connected' },
  first_read: { state: 'syncing', login: 'connected' },
};

it.each(DEMO_STATES)('reaches %s, and is well again', async (state) => {
  const app = await demo();
  await expect.poll(() => seen(app)).toMatchObject(SHOWN.normal);
  expect(await call(app, 'demo.show', { state })).toMatchObject({ ok: true, result: { state } });
  await expect.poll(() => seen(app)).toMatchObject(SHOWN[state]);
  await call(app, 'demo.show', { state: 'normal' });
  await expect.poll(() => seen(app)).toMatchObject(SHOWN.normal);
  expect(app.app.stores.roster.roster.counts).toEqual({ subscribers: 340, vips: 12, moderators: 6 });
});

it('goes from each state to the next', async () => {
  const app = await demo();
  for (const state of [...DEMO_STATES, ...[...DEMO_STATES].reverse()]) {
    await call(app, 'demo.show', { state });
    await expect.poll(() => seen(app)).toMatchObject(SHOWN[state]);
  }
});
