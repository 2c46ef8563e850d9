// What winget and scoop want to know of a release. Whoever publishes one puts these where the two read them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ABOUT = 'Knows who may use text-to-speech on your stream, why, and how fresh that knowledge is.';
const ID = 'Rolecall.Rolecall';
/** The first that knows ArchiveBinariesDependOnPath well: a link to a .cmd would look for Node beside the link. */
const SCHEMA = '1.10.0';

/** @param releases the page that has `download/v<version>/<archive>`, as GitHub, Gitea and Forgejo lay it out */
export function writeManifests(out, { version, releases, archive, sha256 }) {
  const url = `${releases}/download/v${version}/${archive}`;
  const write = (folder, name, text) => {
    mkdirSync(join(out, folder), { recursive: true });
    writeFileSync(join(out, folder, name), text);
  };
  for (const [name, text] of Object.entries(winget({ version, releases, archive, url, sha256 })))
    write('winget', name, text);
  write('scoop', 'rolecall.json', scoop({ version, releases, archive, url, sha256 }));
}

function winget({ version, releases, archive, url, sha256 }) {
  const head = (type) => [
    `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${SCHEMA}.schema.json`,
    `PackageIdentifier: ${ID}`,
    `PackageVersion: ${version}`,
  ];
  const tail = (type) => [`ManifestType: ${type}`, `ManifestVersion: ${SCHEMA}`, ''];
  const text = (lines) => lines.join('\n');
  const folder = archive.replace(/\.zip$/, '');
  return {
    [`${ID}.yaml`]: text([...head('version'), 'DefaultLocale: en-US', ...tail('version')]),
    [`${ID}.locale.en-US.yaml`]: text([
      ...head('defaultLocale'),
      'PackageLocale: en-US',
      'Publisher: The Rolecall authors',
      'PackageName: Rolecall',
      `PackageUrl: ${releases}`,
      'License: MIT',
      `ShortDescription: ${ABOUT}`,
      ...tail('defaultLocale'),
    ]),
    [`${ID}.installer.yaml`]: text([
      ...head('installer'),
      'InstallerType: zip',
      'NestedInstallerType: portable',
      'NestedInstallerFiles:',
      `- RelativeFilePath: ${folder}\\Rolecall.cmd`,
      '  PortableCommandAlias: rolecall',
      'ArchiveBinariesDependOnPath: true',
      'Installers:',
      '- Architecture: x64',
      `  InstallerUrl: ${url}`,
      `  InstallerSha256: ${sha256.toUpperCase()}`,
      ...tail('installer'),
    ]),
  };
}

function scoop({ version, releases, archive, url, sha256 }) {
  const manifest = {
    ...{ version, description: ABOUT, homepage: releases, license: 'MIT' },
    architecture: { '64bit': { url, hash: sha256, extract_dir: archive.replace(/\.zip$/, '') } },
    bin: 'Rolecall.cmd',
    shortcuts: [['Rolecall.cmd', 'Rolecall']],
  };
  return `${JSON.stringify(manifest, null, 4)}\n`;
}
