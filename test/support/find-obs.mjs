// Where OBS is installed, and what its test needs. Needs nothing but Node, since `npm test` asks before anything else.
import { findInPath } from './find-in-path.mjs';

/** `{ obs, xvfb }`, or undefined. Linux only: it is started on a screen of its own. */
export function findObs(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return undefined;
  const [obs, xvfb] = [findInPath('obs', env), findInPath('Xvfb', env)];
  return obs && xvfb ? { obs, xvfb } : undefined;
}

/** With OBS come its Python scripts; the screen is drawn without a graphics card. */
export const obsNeed = {
  name: 'OBS',
  find: () => findObs(),
  packages: ['obs-studio', 'xvfb', 'libgl1-mesa-dri', 'python3'],
  required: false,
  advice:
    'Without OBS and Xvfb (Linux: obs, Xvfb) the OBS script is not tried in a real OBS: those tests are skipped.',
};
