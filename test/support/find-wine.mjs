// Where Wine is: the download for Windows is tried in it. Needs nothing but Node.
import { existsSync } from 'node:fs';
import { findInPath } from './find-in-path.mjs';

/** The program that runs others; Debian puts it beside the path. */
export function findWine(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return undefined;
  const debian = '/usr/lib/wine/wine64';
  return existsSync(debian) ? debian : findInPath('wine', env);
}

export const wineNeed = {
  name: 'Wine',
  find: () => findWine(),
  packages: ['wine64', 'wine64-preloader'],
  required: false,
  advice: 'Without Wine (Linux) the download for Windows is not tried: those tests are skipped.',
};
