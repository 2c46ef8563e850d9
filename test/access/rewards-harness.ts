import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVERYONE, type FeaturePolicy, LIMITED } from '../../server/core/policy.ts';
import { ALL_SCOPES } from '../../server/demo/auth.ts';
import { startSimulator, type StartOptions, type Simulator } from '../../server/demo/simulator.ts';
import { onEnd } from '../support/endings.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';
import { type Frame, TestClient } from '../support/ws-client.ts';

export const VIEWER = '4242';
export const REDEMPTIONS = '/channel_points/custom_rewards/redemptions';

export { EVERYONE, LIMITED };

/** Nobody by role: time and the rule about followers decide. */
export const NOBODY: FeaturePolicy = {
  ...LIMITED,
  allow: { everyone: false, subscribers: null, vips: false, moderators: false, followers: null },
};
export const followersOf = (minDays: number): FeaturePolicy => ({
  ...NOBODY,
  allow: { ...NOBODY.allow, followers: { minDays } },
});

export const without = (...scopes: string[]): string[] =>
  ALL_SCOPES.filter((scope) => !scopes.includes(scope));

export async function twitch(options: StartOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ subscribers: 2, vips: 1, moderators: 1, ...options });
  onEnd(() => simulator.close());
  return simulator;
}

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-rewards-'));
  onEnd(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** A Rolecall with a client that owns it. */
export class Rig {
  readonly app: TestApp;
  readonly client: TestClient;

  private constructor(app: TestApp, client: TestClient) {
    this.app = app;
    this.client = client;
  }

  static async start(options: TestAppOptions = {}): Promise<Rig> {
    const token = 'owner-token-of-a-test-0123456789';
    const app = await startTestApp({ ...options, config: { apiToken: token, ...options.config } });
    let isOpen = true;
    const client = await TestClient.open(`${app.wsUrl}?token=${token}`);
    const rig = new Rig(app, client);
    rig.close = async () => {
      if (!isOpen) return;
      isOpen = false;
      client.socket.terminate();
      await app.close();
    };
    onEnd(() => rig.close());
    return rig;
  }

  /** Ends it early, for another start on the same folder. */
  close: () => Promise<void> = () => Promise.resolve();

  async call(action: string, params: object = {}): Promise<Record<string, unknown>> {
    const frame = await this.client.call(action, params);
    if (!frame.result) throw new Error(`${action}: ${JSON.stringify(frame.error)}`);
    return frame.result;
  }

  /** The error that an action answers. */
  async refused(action: string, params: object = {}): Promise<NonNullable<Frame['error']>> {
    const frame = await this.client.call(action, params);
    if (!frame.error) throw new Error(`${action} was not refused: ${JSON.stringify(frame.result)}`);
    return frame.error;
  }

  rules(policy: FeaturePolicy, feature = 'tts'): Promise<unknown> {
    return this.call('policy.set', { feature, policy });
  }

  async reason(who: object, feature = 'tts'): Promise<unknown> {
    return (await this.call('access.check', { ...who, feature }))['reason'];
  }

  /** Events come, all of those that are wanted. */
  async live(type?: string): Promise<void> {
    await until(`events (${type ?? 'any'})`, () => {
      if (this.app.app.live.supervisor.state !== 'live') return false;
      return type === undefined || this.subscriptions().includes(type);
    });
  }

  /** The types that Rolecall listens to. */
  subscriptions(): string[] {
    const { simulator } = this.app;
    return simulator.eventsub.registry.enabled().map(({ type }) => type);
  }

  /** Once the lists were read: what they say does not change the answers any more. */
  async settled(): Promise<void> {
    const { memory } = this.app.app.sync;
    await until('the first sync', () =>
      Object.values(memory).every(({ lastSuccessAt }) => lastSuccessAt !== null),
    );
  }
}

export async function until(what: string, isSo: () => unknown, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** PATCHes of redemptions so far, as the simulator saw them. */
export const patches = (simulator: Simulator): number =>
  simulator.requests.where({ path: REDEMPTIONS, method: 'PATCH' }).length;
