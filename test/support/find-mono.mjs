// Where Mono is installed: it compiles and runs the scripts for Streamer.bot. Needs nothing but Node.
import { findInPath } from './find-in-path.mjs';

/** `{ compiler, runtime }`, or undefined. Only on Linux and macOS: Windows has its own .NET, which is not asked. */
export function findMono(env = process.env, platform = process.platform) {
  if (platform === 'win32') return undefined;
  const [compiler, runtime] = [findInPath('mcs', env), findInPath('mono', env)];
  return compiler && runtime ? { compiler, runtime } : undefined;
}
