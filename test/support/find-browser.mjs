// Where a Chromium of any brand is installed. Needs nothing but Node, since `npm test` asks before anything else.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findInPath } from './find-in-path.mjs';

/** The path of a browser, or undefined. ROLECALL_BROWSER wins, and must exist if it is set. */
export function findBrowser(env = process.env, platform = process.platform) {
  if (env.ROLECALL_BROWSER) {
    if (existsSync(env.ROLECALL_BROWSER)) return env.ROLECALL_BROWSER;
    throw new Error(`ROLECALL_BROWSER names ${env.ROLECALL_BROWSER}, which does not exist`);
  }
  if (platform !== 'win32' && platform !== 'darwin') return findOnLinux(env);
  return candidates(env, platform).find((file) => existsSync(file));
}

/** What to tell somebody who has none. */
export const browserAdvice =
  'The tests need Chrome, Edge or Chromium. Install one of them (https://www.google.com/chrome, or your ' +
  "system's package of chromium), or set ROLECALL_BROWSER to the program's full path.";

const SHELL_NAME = 'chromium-headless-shell';

/** A browser without windows of its own, or undefined. */
export function findShell(env = process.env, platform = process.platform) {
  return platform === 'linux' ? findInPath(SHELL_NAME, env) : findBrowser(env, platform);
}

function candidates(env, platform) {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    programs.push('Chromium\\Application\\chrome.exe');
    return programs.flatMap((program) => roots.map((root) => join(root, program)));
  }
  return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
    ['/Applications', join(homedir(), 'Applications')].map(
      (root) => `${root}/${name}.app/Contents/MacOS/${name}`,
    ),
  );
}

/** A browser without windows of its own first: the same pages in a third of the time. */
function findOnLinux(env) {
  const brands = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  for (const name of [SHELL_NAME, ...brands]) {
    const file = findInPath(name, env, ['/usr/bin', '/snap/bin']);
    if (file) return file;
  }
  const fallback = '/opt/google/chrome/chrome';
  return existsSync(fallback) ? fallback : undefined;
}
