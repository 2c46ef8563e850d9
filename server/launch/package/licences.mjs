// The licences of what is in an archive: Rolecall's, Node's, and those of every package that it runs on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param node the folder of a package of Node that brings its licence; the one for Windows does not */
export function licences(root, node) {
  const own = [
    { title: 'Rolecall', text: readFileSync(join(root, 'LICENSE'), 'utf8') },
    { title: 'Node.js', text: licenceIn(node) },
  ];
  return [...own, ...packages(root)]
    .map(({ title, text }) => `${'='.repeat(78)}\n${title}\n${'='.repeat(78)}\n\n${text.trim()}\n`)
    .join('\n');
}

/** What the lock file brings to those who only run it. */
export function packages(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(lock)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([path, { version, license }]) => {
      const folder = join(root, path);
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const text = licenceIn(folder) ?? `Licence: ${license ?? 'not stated'}`;
      return { title: `${name} ${version}`, text };
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

function licenceIn(folder) {
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(each));
  return name && readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
}
