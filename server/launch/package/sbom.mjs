// What is inside, for those who have to know: CycloneDX, as npm makes it, without what differs from run to run.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { findNpm } from '../prepare.mjs';

export function sbom(root, version, nodeVersion) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [findNpm(), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`npm could not list the packages: ${stderr}`);
  const bom = JSON.parse(stdout);
  bom.components.push({
    ...{ 'bom-ref': `node@${nodeVersion}`, type: 'platform', name: 'node', version: nodeVersion },
    ...{ scope: 'required', purl: `pkg:generic/node@${nodeVersion}`, licenses: [{ license: { id: 'MIT' } }] },
  });
  bom.metadata.component = { ...bom.metadata.component, type: 'application', name: 'rolecall', version };
  delete bom.metadata.timestamp;
  delete bom.metadata.tools;
  delete bom.serialNumber;
  const digest = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}`;
  bom.serialNumber = `urn:uuid:${id}-${digest.slice(20, 32)}`;
  return `${JSON.stringify(bom, null, 2)}\n`;
}
