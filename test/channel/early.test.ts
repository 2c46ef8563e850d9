import { describe, expect, it } from 'vitest';
import { app, client } from './app-harness.ts';
import { folder, folderWithLogin, twitch } from './harness.ts';

describe.each(['kept', 'given'])(
  'what needs Twitch, in the first second after a start (login %s)',
  (login) => {
    it.each<[string, string, object]>([
      ['a look at somebody unknown', 'viewers.refresh', { user: 'stranger' }],
      ['a mute of somebody unknown', 'overrides.set', { user: 'stranger', feature: 'tts', effect: 'deny' }],
      ['time for somebody unknown', 'grants.add', { user: 'stranger', feature: 'tts', minutes: 5 }],
      ['a sync', 'sync.run', {}],
    ])('waits until the login was asked about: %s', async (_what, action, params) => {
      const simulator = await twitch({ subscribers: 2 });
      simulator.world.addUser({ userId: '4711', userLogin: 'stranger', userDisplayName: 'Stranger' });
      simulator.faults.add({ match: { path: '/auth/validate' }, do: { kind: 'latency', ms: 700 }, times: 1 });
      const isKept = login === 'kept';
      const dataFolder = await (isKept ? folderWithLogin(simulator) : folder());
      const rolecall = await app({ simulator, dataFolder, isConnected: !isKept });
      const ws = await client(rolecall);
      const reply = await ws.call(action, params);
      expect([action, reply.ok, reply.error]).toEqual([action, true, undefined]);
    });
  },
);
