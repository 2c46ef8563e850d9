import { chromium, type Browser } from 'playwright-core';
import { browserAdvice, findBrowser } from './find-browser.mjs';

export { findBrowser };

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
