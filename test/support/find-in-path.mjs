// Where a program is that a shell would find. Needs nothing but Node, since `npm test` asks before anything else.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of a program, or undefined. @param others folders to look into when PATH has none */
export function findInPath(name, env, others = []) {
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...others];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
