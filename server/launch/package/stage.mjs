// What is in an archive: Node's own program, untouched; the bundle and pages as `npm run build` made them; the files
// for Streamer.bot and OBS; how to start; the licences of everything inside.
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DISTRIBUTION_FILE } from '../distribution.mjs';
import { licences } from './licences.mjs';
import { README, START_CMD, START_SH } from './texts.mjs';

/** @returns the files of the archive as `{ path, file, isProgram }`; `path` begins with the one folder in it */
export function stage({ root, staging, name, system, node, nodeLicence, clientId, releases, version }) {
  const folder = join(staging, name);
  const isWindows = system.name.startsWith('win');
  const programs = new Set([`node/${system.program}`, 'rolecall']);
  const write = (path, text) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const copy = (from, path) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(from, join(folder, path), { recursive: true });
  };
  copy(join(node, 'bin', system.program), `node/${system.program}`);
  for (const part of ['server', 'pages', 'integrations']) copy(join(root, 'dist', part), `app/${part}`);
  // The one is of the Node that built, and other bytes each time; the other is for those who build.
  for (const name of ['program.cache', 'simulator.js'])
    rmSync(join(folder, 'app', 'server', name), { force: true });
  const command = isWindows ? 'Rolecall.cmd' : './rolecall';
  write(`app/server/${DISTRIBUTION_FILE}`, `${JSON.stringify({ command, releases, clientId })}\n`);
  copy(join(root, 'integrations', 'obs', 'rolecall.py'), 'obs/rolecall.py');
  for (const page of ['rolecall-badge.html', 'rolecall-dock.html'])
    copy(join(root, 'dist', 'integrations', page), `obs/${page}`);
  copy(join(root, 'dist', 'integrations', 'rolecall.sb'), 'streamerbot/rolecall.sb');
  if (isWindows) write('Rolecall.cmd', START_CMD);
  else write('rolecall', START_SH);
  write('README.txt', eol(README({ version, isWindows, releases }), isWindows));
  write('LICENSES.txt', eol(licences(root, nodeLicence), isWindows));
  return filesIn(folder).map((file) => {
    const path = relative(folder, file).replaceAll('\\', '/');
    return { path: `${name}/${path}`, file, isProgram: programs.has(path) };
  });
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

function eol(text, isWindows) {
  return isWindows ? text.replaceAll('\n', '\r\n') : text;
}
