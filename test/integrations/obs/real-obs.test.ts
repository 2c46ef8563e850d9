import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/start-app.ts';
import { OddServer } from './odd-server.ts';
import { findObs, obsNeed } from '../../support/find-obs.mjs';
import { sayWhySkipped } from './python.ts';
import { type RealObs, startObs } from './real-obs.ts';
import { RtmpSink } from './rtmp-sink.ts';

const TEXT_SOURCE = 'TTS text';
const SOON = { timeout: 25_000, interval: 100 } as const;

const programs = findObs();
if (!programs) sayWhySkipped('the OBS script in a real OBS', obsNeed.advice);

/** One OBS for all, in order: it takes seconds to start. */
describe.skipIf(!programs)('the script in a real OBS', () => {
  let app: TestApp;
  let obs: RealObs;
  const sink = new RtmpSink();

  beforeAll(async () => {
    app = await startTestApp({ channel: { subscribers: 30, vips: 4, moderators: 3 } });
    obs = await startObs(programs!, {
      rtmpUrl: await sink.start(),
      script: resolve('integrations/obs/rolecall.py'),
      scriptSettings: {
        address: app.baseUrl,
        source: TEXT_SOURCE,
        template: '{state}, {subscribers} subs, TTS {tts}',
        language: 'en',
        rolecall_off_tts: [{ key: 'OBS_KEY_F9' }],
      },
      textSource: TEXT_SOURCE,
    });
  }, 90_000);
  afterAll(async () => {
    await obs?.close();
    await app?.close();
    await sink.stop();
  });

  const shown = async (): Promise<unknown> => {
    const { inputSettings } = await obs.socket.call('GetInputSettings', { inputName: TEXT_SOURCE });
    return inputSettings['text'];
  };
  const hotkeys = async (): Promise<string[]> => (await obs.socket.call('GetHotkeyList')).hotkeys;
  const press = (hotkeyName: string): Promise<unknown> =>
    obs.socket.call('TriggerHotkeyByName', { hotkeyName });
  const liveAt = async ({ baseUrl }: TestApp): Promise<unknown> => {
    const status = (await (await fetch(`${baseUrl}/health`)).json()) as { stream: { live: unknown } };
    return status.stream.live;
  };
  const isLive = (): Promise<unknown> => liveAt(app);

  it('is loaded, and shows the state in the text source', async () => {
    await expect.poll(shown, SOON).toBe('Up to date, 30 subs, TTS on');
    expect(obs.log()).toContain('Loaded python script: rolecall.py');
  });

  it('syncs and switches by hotkeys', async () => {
    await press('rolecall_sync');
    await expect.poll(() => app.lines.join('\n'), SOON).toContain('[RoleSync:api:obs] Complete');
    await press('rolecall_toggle_tts');
    await expect.poll(shown, SOON).toBe('Up to date, 30 subs, TTS off');
    await press('rolecall_on_tts');
    await expect.poll(shown, SOON).toBe('Up to date, 30 subs, TTS on');
  });

  it('gives a feature that is added meanwhile its hotkeys', async () => {
    const allow = { everyone: true, subscribers: null, vips: false, moderators: false, followers: null };
    const cooldown = { globalMs: 0, userMs: 0, roleMs: {} };
    const policy = { enabled: true, allow, grants: false, cooldown, whenStale: 'deny' };
    await fetch(`${app.baseUrl}/api/actions/policy.set`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ feature: 'song-request', policy }),
    });
    await press('rolecall_on_tts'); // has a look at once
    await expect.poll(hotkeys, SOON).toContain('rolecall_toggle_song-request');
  });

  it('tells when the stream starts and stops', async () => {
    expect(await isLive()).toBe(false);
    await obs.socket.call('StartStream');
    await expect.poll(isLive, SOON).toBe(true);
    expect(sink.bytes).toBeGreaterThan(0);
    await expect.poll(() => app.lines.join('\n'), SOON).toContain('[RoleSync:stream-start] Starting');
    await obs.socket.call('StopStream');
    await expect.poll(isLive, SOON).toBe(false);
  });

  it('is not needed: OBS itself tells the same over its WebSocket server', async () => {
    const token = 'owner-token-of-the-obs-test-012345';
    const other = await startTestApp({ channel: { subscribers: 3 }, config: { apiToken: token } });
    const call = async (action: string, params: object) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const init = { method: 'POST', headers, body: JSON.stringify(params) };
      const answer = await fetch(`${other.baseUrl}/api/actions/${action}`, init);
      return (await answer.json()) as { result: { obs: { state: { status: string } } } };
    };
    const status = async () => (await call('peers.get', {})).result.obs.state.status;
    try {
      await call('peers.set', { obs: { isOn: true, host: '127.0.0.1', ...obs.server, password: 'wrong' } });
      await expect.poll(status, SOON).toBe('failed');
      await call('peers.set', { obs: { password: obs.server.password } });
      await expect.poll(status, SOON).toBe('connected');
      await obs.socket.call('StartStream');
      await expect.poll(() => liveAt(other), SOON).toBe(true);
      await obs.socket.call('StopStream');
      await expect.poll(() => liveAt(other), SOON).toBe(false);
    } finally {
      await other.close();
    }
  });

  it('does not hold OBS up when it quits while the server hangs, and has kept the hotkeys', async () => {
    const { port } = app;
    await app.close();
    const hanging = new OddServer('hang');
    await hanging.start(port);
    try {
      await press('rolecall_sync');
      await expect.poll(() => hanging.requests, SOON).toBeGreaterThan(0);
      const { status, ms } = await obs.quit();
      expect(status).toBe(0);
      expect(ms).toBeLessThan(10_000); // OBS itself takes about half a second
    } finally {
      await hanging.stop();
    }
    const said = [...obs.log().matchAll(/^(\w+): .*?(?:\[Python: rolecall.py\] |(?=Traceback))(.*)$/gm)];
    const away = /^info Rolecall does not answer at/;
    expect(said.map(([, level, line]) => `${level} ${line}`).filter((line) => !away.test(line))).toEqual([
      'info Sync started.',
      'info tts is off.',
      'info tts is on.',
      'info tts is on.',
    ]);
    expect(obs.log()).not.toMatch(/Traceback|Python.*(failed|error)/i);
    const { modules } = JSON.parse(await obs.saved()) as {
      modules: { 'scripts-tool': { settings: Record<string, unknown> }[] };
    };
    expect(modules['scripts-tool'][0]!.settings).toMatchObject({
      features: '["tts", "premium-voice", "song-request"]',
      rolecall_off_tts: [{ key: 'OBS_KEY_F9' }],
    });
  });
});
