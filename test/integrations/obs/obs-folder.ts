import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ObsSetup {
  readonly websocketPort: number;
  readonly password: string;
  readonly rtmpUrl: string;
  readonly script: string;
  readonly scriptSettings: Record<string, unknown>;
  readonly textSource: string;
}

/** Writes what OBS would have after a streamer has set it up: profile, service, one scene, one script. */
export async function writeObsFolder(config: string, setup: ObsSetup): Promise<void> {
  const obs = join(config, 'obs-studio');
  const write = async (path: string, content: string): Promise<void> => {
    await mkdir(join(obs, path, '..'), { recursive: true });
    await writeFile(join(obs, path), content);
  };
  const websocket = { ServerEnabled: true, ServerPort: setup.websocketPort, AuthRequired: true };
  const settings = ini({
    General: { FirstRun: true, InfoIncrement: 9999, EnableAutoUpdates: false },
    Basic: { Profile: 'Test', ProfileDir: 'Test', SceneCollection: 'Test', SceneCollectionFile: 'Test' },
    BasicWindow: { SysTrayEnabled: false, WarnBeforeStartingStream: false, WarnBeforeStoppingStream: false },
    OBSWebSocket: { FirstLoad: false, AlertsEnabled: false, ...websocket, ServerPassword: setup.password },
  });
  await write('global.ini', settings);
  await write('user.ini', settings); // since OBS 31
  await write('plugin_config/obs-websocket/config.json', newWebsocketConfig(setup)); // since OBS 30
  await write('basic/profiles/Test/basic.ini', PROFILE);
  const service = { server: setup.rtmpUrl, key: 'no-key', use_auth: false, bwtest: false };
  await write('basic/profiles/Test/service.json', json({ type: 'rtmp_custom', settings: service }));
  await write('basic/scenes/Test.json', json(scenes(setup)));
}

function newWebsocketConfig({ websocketPort, password }: ObsSetup): string {
  const server = { server_enabled: true, server_port: websocketPort, server_password: password };
  return json({ first_load: false, alerts_enabled: false, auth_required: true, ...server });
}

/** Small and slow: this machine has no graphics card. */
const PROFILE = ini({
  General: { Name: 'Test' },
  Output: { Mode: 'Simple', Reconnect: false },
  SimpleOutput: { VBitrate: 300, StreamEncoder: 'x264', Preset: 'ultrafast' },
  Video: { BaseCX: 320, BaseCY: 180, OutputCX: 320, OutputCY: 180, FPSType: 0, FPSCommon: 10 },
});

function scenes({ script, scriptSettings, textSource }: ObsSetup): unknown {
  const item = { name: textSource, visible: true, id: 1, pos: { x: 0, y: 0 }, scale: { x: 1, y: 1 } };
  const scene = {
    id: 'scene',
    versioned_id: 'scene',
    name: 'Scene',
    settings: { id_counter: 1, items: [item] },
  };
  const source = { id: 'text_ft2_source', versioned_id: 'text_ft2_source_v2', name: textSource };
  return {
    name: 'Test',
    current_scene: 'Scene',
    current_program_scene: 'Scene',
    scene_order: [{ name: 'Scene' }],
    sources: [scene, { ...source, settings: { text: 'nothing yet' } }],
    modules: { 'scripts-tool': [{ path: script, settings: scriptSettings }] },
  };
}

function ini(sections: Record<string, Record<string, string | number | boolean>>): string {
  return Object.entries(sections)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key}=${value}`);
      return `[${name}]\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}
