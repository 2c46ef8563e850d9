// The browsers that OBS has inside, so that the pages are tried in them too. npm has both, for Linux on x64, and so
// big that nobody should have to install them who only wants to start Rolecall. Needs nothing but Node and tar.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { bringPackage, findPackage } from '../../server/launch/npm-package.mjs';

export const ENGINES = [
  { chrome: 103, obs: 'OBS 30' },
  { chrome: 127, obs: 'OBS 31 and 32' },
];
const PACKAGE = '@sparticuz/chromium';
const isPossible = process.platform === 'linux' && process.arch === 'x64';

/** The program, or undefined: it was not brought. */
export function findEngine(chrome) {
  const folder = isPossible ? findPackage(PACKAGE, `${chrome}.0.0`) : undefined;
  const program = folder && join(folder, 'chromium');
  return program && existsSync(program) ? program : undefined;
}

export const engineNeeds = ENGINES.map(({ chrome, obs }) => ({
  name: `Chrome ${chrome}`,
  find: () => findEngine(chrome),
  packages: [],
  bring: isPossible ? () => bring(chrome) : undefined,
  required: false,
  advice: `Without Chrome ${chrome} (Linux x64, from npm) the pages are not tried in the browser that ${obs} has inside: those tests are skipped.`,
}));

/** @returns what went wrong, if it did */
function bring(chrome) {
  const version = `${chrome}.0.0`;
  const problem = findPackage(PACKAGE, version) ? undefined : bringPackage(PACKAGE, version);
  if (problem) return problem;
  const folder = findPackage(PACKAGE, version);
  const program = join(folder, 'chromium');
  try {
    // Under its name only when it is whole.
    const packed = readFileSync(join(folder, 'bin', 'chromium.br'));
    writeFileSync(`${program}.new`, brotliDecompressSync(packed), { mode: 0o755 });
    renameSync(`${program}.new`, program);
    rmSync(join(folder, 'bin'), { recursive: true });
    return undefined;
  } catch (error) {
    return `Chrome ${chrome} could not be unpacked: ${error.message}`;
  }
}
