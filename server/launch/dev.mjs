// `npm run dev`: builds on save and starts the server anew with it. Open pages reload when they meet a new build.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listInputs } from './freshness.cjs';
import { prepare } from './prepare.mjs';

/** Looking costs a few hundred stats, and works on every system and every kind of disk alike. */
const LOOK_MS = 500;

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = process.argv.slice(2);
let server = null;

/** The sources as one text: another text, other sources. */
const state = () => JSON.stringify(listInputs(root));

async function build() {
  try {
    await prepare(root, (line) => console.log(line));
    return true;
  } catch (error) {
    console.error(`${error.message}\nWaiting for the next change…`);
    return false;
  }
}

function start(more) {
  const program = join(root, 'dist', 'server', 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args, ...more], {
    stdio: 'inherit',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  server = { child, ended };
  void ended.then((code) => {
    if (code) console.error(`The server ended (${code}). Waiting for the next change…`);
  });
}

async function stop() {
  server?.child.kill('SIGTERM');
  await server?.ended;
}

async function main() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void stop().then(() => process.exit(0)));
  }
  let built = '';
  for (let isFirst = true; ;) {
    const now = state();
    if (now !== built) {
      built = now;
      if (await build()) {
        await stop();
        start(isFirst ? [] : ['--no-open']);
        isFirst = false;
      }
    }
    await delay(LOOK_MS);
  }
}

await main();
