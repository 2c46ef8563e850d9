import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { remove } from './file-ops.ts';
import { errorCode } from './store-error.ts';

/** `lock.<when it was taken>-<random>.sock`: no two are alike, so that a stale one can be removed without a race. */
const NAME = /^lock\.\d{15}-[0-9a-f]{8}\.sock$/;
/** Drives that know no sockets (FAT, some network drives): there the other lock has to do. */
const UNABLE = new Set(['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EINVAL', 'EACCES', 'ENOENT', 'ENXIO']);
const ROUNDS = 10;
const ROUND_MS = 50;

interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the folder by a socket in it, which everybody on this computer can find, whatever network they see: who
 * is alive answers, who was killed refuses. Null: another process has it.
 */
export async function lockBySocketFile(folder: string): Promise<Lock | null> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    // The address of a socket has room for 107 bytes, a path may need more.
    return await take(folder, `/proc/self/fd/${handle.fd}`);
  } finally {
    await handle.close();
  }
}

async function take(folder: string, short: string): Promise<Lock | null> {
  const id = `${String(Math.max(0, Date.now())).padStart(15, '0')}-${randomBytes(4).toString('hex')}`;
  const name = `lock.${id}.sock`;
  const server = await listenAt(`${short}/.${id}.sock`).catch((error: unknown) => {
    if (UNABLE.has(errorCode(error))) return null;
    throw error;
  });
  if (!server) return { release: () => Promise.resolve() };
  // Found by others only now that it answers.
  await rename(join(folder, `.${id}.sock`), join(folder, name));
  const release = async (): Promise<void> => {
    await remove(join(folder, name));
    await closeServer(server);
  };
  if (await isAlone(folder, short, name)) return { release };
  await release();
  return null;
}

/** Everybody shows their own socket first and looks for others then: of two, at least one sees the other. */
async function isAlone(folder: string, short: string, own: string): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round++) {
    const others = (await readdir(folder)).filter((name) => NAME.test(name) && name !== own);
    const alive: string[] = [];
    for (const name of others) {
      if (await answers(`${short}/${name}`)) alive.push(name);
      else await remove(join(folder, name));
    }
    if (alive.length === 0) return true;
    // Who came first stays. One who came later gives way in a moment, unless it has the folder by now.
    if (alive.some((name) => name < own)) return false;
    await wait(ROUND_MS);
  }
  return false;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(errorCode(error))));
  });
}

/** A socket that says no more than that somebody is there. */
export function listenAt(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => resolve(server));
  });
}

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));
