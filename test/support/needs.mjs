// What some tests need besides Node. Debian and its kin, as root, can be helped; everybody else is told what to do.
// Needs nothing but Node itself: `npm test` asks before anything else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserAdvice, findBrowser, findShell } from './find-browser.mjs';
import { findMono } from './find-mono.mjs';
import { nodeNeeds } from './find-nodes.mjs';
import { obsNeed } from './find-obs.mjs';
import { wineNeed } from './find-wine.mjs';
import { engineNeeds } from './obs-engines.mjs';

/**
 * `find` answers undefined if it is missing; `packages` are Debian's, unless it has a way of its own to `bring` it.
 * Without what is `required` no test is run; without the others theirs are skipped.
 */
export const NEEDS = [
  {
    name: 'a light browser',
    find: () => findShell(),
    packages: ['chromium-headless-shell'],
    required: false,
    advice: 'Without chromium-headless-shell the tests of the pages take three times as long.',
  },
  {
    name: 'a browser',
    find: () => findBrowser(),
    packages: ['chromium'],
    required: true,
    advice: browserAdvice,
  },
  {
    name: 'Mono',
    find: () => findMono(),
    packages: ['mono-mcs', 'mono-runtime'],
    required: false,
    advice:
      'Without Mono (mcs and mono) the scripts for Streamer.bot are not tried: those tests are skipped.',
  },
  obsNeed,
  wineNeed,
  ...nodeNeeds,
  ...engineNeeds,
];

/** Installs what is missing, where that can be done. @throws what to do, if something required is missing then */
export function provide(needs = NEEDS, say = console.log, install = aptInstall()) {
  for (const need of needs) {
    if (need.find() !== undefined) continue;
    if (need.bring) say(`The tests want ${need.name}: bringing it from npm (once, some seconds)…`);
    const problem = need.bring ? need.bring() : install?.(need, say);
    if (need.find() !== undefined) continue;
    if (problem) say(problem);
    if (need.required) throw Object.assign(new Error(need.advice), { name: 'PrepareError' });
    say(need.advice);
  }
}

/** Undefined where apt-get is not, or may not be used. The lists of packages are brought once. */
function aptInstall() {
  const isPossible = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid() === 0;
  if (!isPossible) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...rest) => spawnSync('apt-get', [...rest, '-qq'], { env, encoding: 'utf8' });
  let update;
  return ({ name, packages }, say) => {
    if (packages.length === 0) return undefined;
    say(`The tests need ${name}: installing ${packages.join(' ')} with apt-get (once, about a minute)…`);
    update ??= apt('update');
    const result = apt('install', '-y', '--no-install-recommends', ...packages);
    return result.status === 0 ? undefined : `${update.stderr ?? ''}${result.stderr ?? ''}`.trimEnd();
  };
}
