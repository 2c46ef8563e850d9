import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as yaml from 'yaml';
import { writeManifests } from '../../../server/launch/package/manifests.mjs';
import { onEnd } from '../../support/endings.ts';

/**
 * What the published schemas say of the fields that ours have; other fields are a mistake here. From
 * https://github.com/microsoft/winget-cli/tree/master/schemas/JSON/manifests (v1.10.0) and
 * https://github.com/ScoopInstaller/Scoop/blob/master/schema.json.
 */
const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength });
const matching = (pattern: string, maxLength = 2048) => ({ type: 'string', pattern, maxLength });
const only = (...values: string[]) => ({ enum: values });
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  ...{ type: 'object', additionalProperties: false },
  ...{ properties, required },
});
const NAME = '[^\\.\\s\\\\/:\\*\\?"<>\\|\\x01-\\x1f]{1,32}';
const URL = matching('^([Hh][Tt][Tt][Pp][Ss]?)://.+$');
const SHA256 = matching('^[A-Fa-f0-9]{64}$');
const LOCALE = matching('^([a-zA-Z]{2,3}|[iI]-[a-zA-Z]+|[xX]-[a-zA-Z]{1,8})(-[a-zA-Z]{1,8})*$', 20);

const winget = (type: string, properties: Record<string, object>) =>
  object({
    PackageIdentifier: matching(`^${NAME}(\\.${NAME}){1,7}$`, 128),
    PackageVersion: matching('^[^\\\\/:\\*\\?"<>\\|\\x01-\\x1f]+$', 128),
    ...properties,
    ManifestType: only(type),
    ManifestVersion: only('1.10.0'),
  });
const SCHEMAS = {
  version: winget('version', { DefaultLocale: LOCALE }),
  'locale.en-US': winget('defaultLocale', {
    PackageLocale: LOCALE,
    Publisher: text(2, 256),
    PackageName: text(2, 256),
    PackageUrl: URL,
    License: text(3, 512),
    ShortDescription: text(3, 256),
  }),
  installer: winget('installer', {
    InstallerType: only('zip'),
    NestedInstallerType: only('portable'),
    NestedInstallerFiles: {
      ...{ type: 'array', minItems: 1, maxItems: 1024 },
      items: object({ RelativeFilePath: text(1, 512), PortableCommandAlias: text(1, 40) }),
    },
    ArchiveBinariesDependOnPath: { type: 'boolean' },
    Installers: {
      ...{ type: 'array', minItems: 1, maxItems: 1024 },
      items: object({ Architecture: only('x64'), InstallerUrl: URL, InstallerSha256: SHA256 }),
    },
  }),
};
const SCOOP = object({
  version: matching('^[\\w\\-.+_]+$'),
  description: { type: 'string' },
  homepage: { type: 'string', format: 'uri' },
  license: { type: 'string' },
  architecture: object({
    '64bit': object({
      url: { type: 'string', format: 'uri', not: { pattern: '(\\$)' } },
      hash: SHA256,
      extract_dir: { type: 'string' },
    }),
  }),
  bin: { type: 'string' },
  shortcuts: {
    ...{ type: 'array', minItems: 1 },
    items: { type: 'array', minItems: 2, maxItems: 4, items: { type: 'string' } },
  },
});

const RELEASES = 'https://github.com/someone/rolecall/releases';
const HASH = 'ab'.repeat(32);

/** Reads what was written for a release. */
async function written(): Promise<(name: string) => Promise<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-manifests-'));
  const archive = 'rolecall-1.2.3-win-x64.zip';
  writeManifests(folder, { version: '1.2.3', releases: RELEASES, archive, sha256: HASH });
  onEnd(() => rm(folder, { recursive: true, force: true }));
  return (name) => readFile(join(folder, name), 'utf8');
}

function problemsOf(schema: object, value: unknown): unknown {
  const ajv = new Ajv({ allErrors: true, strictTypes: false });
  addFormats(ajv);
  ajv.validate(schema, value);
  return ajv.errors;
}

it.each(Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[])('winget takes the %s', async (part) => {
  const read = await written();
  const suffix = part === 'version' ? '' : `.${part}`;
  const manifest = yaml.parse(await read(`winget/Rolecall.Rolecall${suffix}.yaml`)) as object;
  expect(problemsOf(SCHEMAS[part], manifest)).toBeNull();
  expect(manifest).toMatchObject({ PackageIdentifier: 'Rolecall.Rolecall', PackageVersion: '1.2.3' });
  expect(problemsOf(SCHEMAS[part], { ...manifest, ManifestVersion: 2 })).not.toBeNull();
});

it('winget and scoop are sent to the file that was published', async () => {
  const read = await written();
  const url = `${RELEASES}/download/v1.2.3/rolecall-1.2.3-win-x64.zip`;
  expect(yaml.parse(await read('winget/Rolecall.Rolecall.installer.yaml'))).toMatchObject({
    NestedInstallerFiles: [{ RelativeFilePath: 'rolecall-1.2.3-win-x64\\Rolecall.cmd' }],
    Installers: [{ InstallerUrl: url, InstallerSha256: HASH.toUpperCase() }],
  });
  const scoop = JSON.parse(await read('scoop/rolecall.json')) as object;
  expect(problemsOf(SCOOP, scoop)).toBeNull();
  expect(problemsOf(SCOOP, { ...scoop, homepage: 'somewhere' })).not.toBeNull();
  const dir = 'rolecall-1.2.3-win-x64';
  expect(scoop).toMatchObject({ architecture: { '64bit': { url, hash: HASH, extract_dir: dir } } });
});
