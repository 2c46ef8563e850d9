// Where Mono is installed: it compiles and runs the scripts for Streamer.bot. Needs nothing but Node.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `{ compiler, runtime }`, or undefined. Only on Linux and macOS: Windows has its own .NET, which is not asked. */
export function findMono(env = process.env, platform = process.platform) {
  if (platform === 'win32') return undefined;
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean)];
  const find = (name) => folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
  const [compiler, runtime] = [find('mcs'), find('mono')];
  return compiler && runtime ? { compiler, runtime } : undefined;
}
