// `npm start` on any machine that has Node: bring what is missing, then run the server in this process,
// so that arguments, signals and exit codes are its own. Nothing is imported before the version is known
// to be good enough, and nothing but stats happens if dist/ is up to date. CommonJS: Node takes less to start it.
'use strict';
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Rolecall needs Node.js 20.19 or newer, and this is ' +
      process.versions.node +
      ': install the current version from https://nodejs.org, then run this again.',
  );
  process.exitCode = 1;
} else {
  start().catch((error) => {
    console.error(error && error.name === 'PrepareError' ? error.message : error);
    process.exit(1);
  });
}

async function start() {
  const root = join(__dirname, '..', '..');
  const { isFresh } = require('./freshness.cjs');
  if (!(await isFresh(root))) {
    const { prepare } = await import('./prepare.mjs');
    await prepare(root, (line) => console.log(line));
  }
  if (process.argv[2] === '--simulator') {
    const { runSimulatorCli } = require('../../dist/server/simulator.js');
    await runSimulatorCli(process.argv.slice(3), console.log).catch((error) => {
      console.error(error.message); // written to be read; the stack of a mistyped flag helps nobody
      process.exitCode = 1;
    });
  } else {
    require('../../dist/server/main.js');
  }
}
