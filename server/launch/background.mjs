// Starts Rolecall without a window: a process of its own, which goes on when this one ends. What it says until it runs,
// or why it does not, is said here. A file of its own in the build: this process needs nothing else of the program.
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Set for the process that runs without a window. */
const IN_BACKGROUND = 'ROLECALL_IN_BACKGROUND';
/** Said when all that has to go well has gone well. */
const IS_RUNNING = /^ {2}Settings http/m;
const PREFIX = 'rolecall-start-';
const LOOK_MS = 50;
const OLD_MS = 3_600_000;

/**
 * @param args what it is started with, its program first
 * @returns its exit status if it ended, 0 if it runs
 */
export async function startInBackground(args, say) {
  removeOld();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const file = join(folder, 'start.log');
  // A file, not a pipe: it goes on when nobody reads it any more.
  const out = openSync(file, 'a', 0o600);
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', out, out],
    env: { ...process.env, [IN_BACKGROUND]: '1' },
  });
  closeSync(out);
  const ended = new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  let said = 0;
  for (;;) {
    const status = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
    const text = readFileSync(file, 'utf8');
    const isOver = status !== undefined || IS_RUNNING.test(text);
    const end = isOver ? text.length : text.lastIndexOf('\n') + 1;
    if (end > said) say(text.slice(said, end).trimEnd());
    said = end;
    if (!isOver) continue;
    child.unref();
    remove(folder);
    return status ?? 0;
  }
}

/** Windows keeps a file while somebody has it open. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next start tries again.
  }
}

/** What a start left that is over for long. */
function removeOld() {
  const folders = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name));
  for (const folder of folders)
    if ((statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < Date.now() - OLD_MS)
      remove(folder);
}
