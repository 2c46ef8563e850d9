import { chromium, type Browser } from 'playwright-core';
import { browserAdvice, findBrowser } from './find-browser.mjs';
import { findEngine } from './obs-engines.mjs';

export { findBrowser };

/** Starts the browser that an OBS has inside. It needs to be told its language, and starts no helpers by fork. */
export async function launchEngine(chrome: number): Promise<Browser> {
  const executablePath = findEngine(chrome);
  if (executablePath === undefined) throw new Error(`Chrome ${chrome} is not here: "npm test" brings it.`);
  return chromium.launch({ executablePath, args: [...quiet, '--no-sandbox', '--no-zygote', '--lang=en-US'] });
}

/** Starts an installed Chromium without a window, with more arguments if wanted. The caller closes it. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(browserAdvice);
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: [...quiet, ...(isRoot ? ['--no-sandbox'] : []), ...more] });
}

/** Nothing that phones home, asks questions or needs a graphics card. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
