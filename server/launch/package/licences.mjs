// The licences of what is in an archive: Rolecall's, Node's, and those of every package that it runs on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LINE = '='.repeat(78);

/** @param node the folder of a package of Node that brings its licence; the one for Windows does not */
export function licences(root, node) {
  const own = [
    { title: 'Rolecall', text: readFileSync(join(root, 'LICENSE'), 'utf8') },
    { title: 'Node.js', text: licenceIn(node) },
  ];
  const theirs = packages(root).map(({ folder, name, version, license }) => ({
    title: `${name} ${version}`,
    text: licenceIn(folder) ?? `Licence: ${license ?? 'not stated'}`,
  }));
  return [...own, ...theirs]
    .map(({ title, text }) => `${LINE}\n${title}\n${LINE}\n\n${text.trim()}\n`)
    .join('\n');
}

/** What the lock file brings to those who only run it, by name. */
export function packages(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(lock)
    .filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional)
    .map(([path, { version, license, integrity }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, license, integrity, folder: join(root, path) };
    })
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function licenceIn(folder) {
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(each));
  return name && readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
}
