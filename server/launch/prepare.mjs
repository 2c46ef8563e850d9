// What a fresh clone lacks: the packages, then the build. Nothing here may need a package.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { isFresh } from './freshness.cjs';
import { withLock } from './lock.mjs';

/** Why Rolecall cannot start, in words for whoever typed the command. */
export class PrepareError extends Error {
  name = 'PrepareError';
}

/** Installs and builds what is missing or out of date; says what it does through `say`. */
export async function prepare(root, say) {
  await install(root, say);
  await build(root, say);
}

/** Installs the packages if they are missing or not those of package-lock.json. */
export async function install(root, say) {
  if (isInstalled(root)) return;
  await withLock(root, say, async () => {
    if (isInstalled(root)) return;
    say('Installing what Rolecall needs (once, about a minute)…');
    const npm = findNpm();
    if (!npm) {
      throw new PrepareError(
        'npm was not found next to Node.js. Install Node.js from https://nodejs.org (it brings npm), then run "npm start" again.',
      );
    }
    const { code, output } = await run([npm, ...npmArguments], root);
    if (code !== 0) throw new PrepareError(explainInstall(output));
  });
}

/** Builds dist/ if it is missing or older than the sources. */
export async function build(root, say) {
  if (await isFresh(root)) return;
  say('Building Rolecall…');
  const { code, output } = await run([join(root, 'esbuild.config.mjs'), '--if-stale'], root);
  if (code !== 0) throw new PrepareError(`The build failed.\n${output.trim()}`);
}

const npmArguments = [
  'ci',
  '--include=dev',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=2000',
  '--fetch-retry-maxtimeout=10000',
];

/** npm keeps a copy of the lock file beside what it has installed; a failed install leaves none. */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  const compiler = `node_modules/@esbuild/${process.platform}-${process.arch}`;
  if (wanted[compiler] && !existsSync(join(root, compiler))) return false; // copied from another machine
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm's own script, to be run by this Node: npm.cmd would need a shell on Windows. */
export function findNpm(env = process.env) {
  const beside = dirname(process.execPath);
  const candidates = [
    env.npm_execpath,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env.PATH ?? env.Path ?? '')
      .split(delimiter)
      .filter(Boolean)
      .flatMap((folder) => [join(folder, 'npm'), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (real.endsWith('npm-cli.js')) return real;
  }
  return undefined;
}

/** Turns npm's output into what happened and what to do. */
export function explainInstall(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !noise.test(line));
  const tail = lines.slice(-8).join('\n');
  const advice = reasons.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm said why below.';
  return `Rolecall could not install its packages. ${advice} Then run the same command again.\n\n${tail}`;
}

/** Frames of a stack and what is left of a printed object. */
const noise = /^npm error(\s+at .*|\s*[{}]?\s*)$/;

const reasons = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    'The npm registry cannot be reached: check the internet connection (and the proxy, if there is one).',
  ],
  [/ENOSPC/, 'The disk is full: free about 300 MB.'],
  [
    /EACCES|EPERM|EROFS|EBUSY/,
    'A file in this folder cannot be written: close programs that use it, or move it.',
  ],
];

function run(args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: childEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const stop = () => {
      child.kill();
      process.exit(1);
    };
    process.once('SIGTERM', stop); // Ctrl+C reaches the child by itself
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => {
      process.off('SIGTERM', stop);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** A client id set for one start must not end up inside the build. */
function childEnv() {
  const env = { ...process.env };
  delete env.ROLECALL_TWITCH_CLIENT_ID;
  return env;
}
