// npm test, npm run check, npm run bench, npm run soak, npm run mutate. Brings what is missing, then runs everything and ends with one line:
// "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../server/launch/prepare.mjs';
import { findBrowser } from './support/find-browser.mjs';
import { provide } from './support/needs.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2).filter((arg) => arg !== '--check');
// Settings of the shell reach neither the build nor the servers that tests start.
for (const name of Object.keys(process.env)) {
  if (name.startsWith('ROLECALL_') && name !== 'ROLECALL_BROWSER') delete process.env[name];
}
const tool = (path) => join(root, 'node_modules', path);

/** With filters only the tests that they choose; without, everything. */
async function test(filters) {
  await install(root, console.log);
  if (filters.length === 0) provide();
  const browser = findBrowser();
  if (browser) process.env.ROLECALL_BROWSER = browser;
  const built = await step(buildStep);
  // Checks beside the tests: while a test waits for something, a check goes on.
  const checking = filters.length > 0 ? [] : runChecks();
  const tests = await vitest(filters);
  const steps = [built, ...(await checking).map(report)];
  const passed = steps.filter(Boolean).length + tests.passed;
  const failed = steps.filter((ok) => !ok).length + tests.failed;
  if (tests.passed + tests.failed === 0) console.error('\nNo test was run.');
  const none = tests.passed + tests.failed === 0 ? 1 : 0;
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
  console.log(`\n${passed} passed, ${failed + none} failed${skipped}`);
  return failed + none > 0 ? 1 : 0;
}

const checks = [
  {
    name: 'types, templates and lint',
    // With the usual small room for what is young, a fifth of its time goes into making room.
    command: ['--max-semi-space-size=64', join(root, 'test/check-code.mjs')],
  },
  {
    name: 'format',
    command: [tool('prettier/bin/prettier.cjs'), '--check', '.', '--cache', '--log-level=warn'],
  },
];
const buildStep = { name: 'build', command: [join(root, 'esbuild.config.mjs'), '--if-stale'] };

/** One after the other. */
async function runChecks() {
  const done = [];
  for (const check of checks) done.push(await runStep(check));
  return done;
}

async function runStep({ name, command }) {
  const started = performance.now();
  const { code, output } = await node(command, 'pipe');
  return { name, code, output, seconds: (performance.now() - started) / 1000 };
}

/** Says how a step went, and everything that it said if it went wrong. */
function report({ name, code, output, seconds }) {
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

const step = async (wanted) => report(await runStep(wanted));

async function vitest(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const env = { ROLECALL_TEST_NO_BUILD: '1' };
    const { code } = await node([tool('vitest/vitest.mjs'), 'run', ...reporters, ...filters], 'inherit', env);
    return count(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that cannot be loaded has no failed test, and neither has an error between two: both count. */
function count(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 && report.numPassedTests > 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A bench ends with this when none of its rows was asked for. */
const NO_SUCH_ROW = 3;

/** Each test/bench/<name>.bench.ts by itself, one after the other; with `--row NAME` only the rows with that name. */
async function bench(options) {
  const { row, filters } = readBenchOptions(options);
  await install(root, console.log);
  if (!(await step(buildStep))) return 1;
  const names = readdirSync(join(root, 'test', 'bench'))
    .filter((name) => name.endsWith('.bench.ts'))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
  const { bundleProgram } = await import('./support/bundle.mjs');
  const codes = [];
  for (const name of names.sort()) {
    const program = await bundleProgram(`test/bench/${name}`);
    const env = row === undefined ? {} : { BENCH_ROW: row };
    codes.push((await node(['--expose-gc', '--enable-source-maps', program], 'inherit', env)).code);
    rmSync(program, { force: true });
  }
  if (codes.every((code) => code === NO_SUCH_ROW)) {
    console.error(`No ${row === undefined ? 'bench' : 'row'} is called ${row ?? filters.join(' or ')}.`);
    return 1;
  }
  return codes.every((code) => code === 0 || code === NO_SUCH_ROW) ? 0 : 1;
}

function readBenchOptions(options) {
  const at = options.indexOf('--row');
  if (at < 0) return { row: undefined, filters: options };
  return { row: options[at + 1] ?? '', filters: options.toSpliced(at, 2) };
}

/** Simulated months of trouble; see test/soak. */
async function soak(options) {
  await install(root, console.log);
  if (!(await step(buildStep))) return 1;
  const { bundleProgram } = await import('./support/bundle.mjs');
  const program = await bundleProgram('test/soak/soak.ts');
  const { code } = await node(['--enable-source-maps', program, ...options], 'inherit');
  rmSync(program, { force: true });
  return code;
}

/** Small changes of the code, and whether a test notices; see test/mutation. */
async function mutate(paths) {
  await install(root, console.log);
  const { mutate } = await import('./mutation/mutate.mjs');
  return mutate(root, paths);
}

/** Runs a script with this Node in the project's folder. A shell is never needed. */
function node(command, stdio, env = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...process.env, ...env },
      stdio: ['ignore', stdio, stdio],
    });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => done({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

try {
  const [what, ...rest] = args;
  if (what === '--bench') process.exitCode = await bench(rest);
  else if (what === '--soak') process.exitCode = await soak(rest);
  else if (what === '--mutate') process.exitCode = await mutate(rest);
  else process.exitCode = await test(args);
} catch (error) {
  console.error(error.name === 'PrepareError' ? error.message : error);
  if (!['--bench', '--soak', '--mutate'].includes(args[0])) console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
