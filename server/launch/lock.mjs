// One install or build at a time in this folder, whoever starts it. A lock is a folder (mkdir is atomic
// everywhere) whose time is renewed while its owner lives.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const renewMs = 2_000;
const staleMs = 30_000;

/** Runs `action` alone. Waits for another process that is at it, and says so once. */
export async function withLock(root, say, action) {
  const lock = join(root, 'dist', '.lock');
  mkdirSync(join(root, 'dist'), { recursive: true });
  let told = false;
  while (!take(lock)) {
    if (isStale(lock)) {
      putAside(lock);
      continue;
    }
    if (!told) say('Another start is installing or building Rolecall here; waiting for it…');
    told = true;
    await delay(200);
  }
  const renewal = setInterval(() => renew(lock), renewMs).unref();
  try {
    return await action();
  } finally {
    clearInterval(renewal);
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    // Windows answers EPERM while another process is removing the folder
    if (error.code === 'EEXIST' || (error.code === 'EPERM' && process.platform === 'win32')) return false;
    throw error;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

function isStale(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > staleMs) return true;
    return !isAlive(Number(readFileSync(join(lock, 'pid'), 'utf8')));
  } catch {
    return false; // just taken, its pid not yet written, or just given back
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return true; // being written; its age decides
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A rename has one winner, so of two that find a stale lock only one removes it. */
function putAside(lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // the other one won
  }
}

function renew(lock) {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // dist/ was deleted under us; the build will say so
  }
}
