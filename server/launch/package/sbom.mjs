// What is inside, for those who have to know: CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json). From the lock file:
// `npm sbom --omit dev` leaves out what a development tool uses too, such as ws.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { packages } from './licences.mjs';

export function sbom(root, version, nodeVersion) {
  const node = {
    ...{ 'bom-ref': `node@${nodeVersion}`, type: 'platform', name: 'node', version: nodeVersion },
    ...{ purl: `pkg:generic/node@${nodeVersion}`, licenses: [{ license: { id: 'MIT' } }] },
  };
  const bom = {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
    metadata: {
      component: {
        ...{ 'bom-ref': `rolecall@${version}`, type: 'application', name: 'rolecall', version },
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: [...packages(root).map(component), node],
  };
  return `${JSON.stringify({ serialNumber: serialNumber(bom), ...bom }, null, 2)}\n`;
}

function component({ name, version, license, integrity }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    ...{ 'bom-ref': purl, type: 'library', name, version, purl },
    ...(license && { licenses: [{ expression: license }] }),
    ...(integrity && { hashes: [hashOf(integrity)] }),
  };
}

/** `sha512-<base64>` */
function hashOf(integrity) {
  const [algorithm, value] = integrity.split('-');
  return {
    alg: algorithm.replace('sha', 'SHA-'),
    content: Buffer.from(value, 'base64').toString('hex'),
  };
}

/** The same for the same content. */
function serialNumber(bom) {
  const hex = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `urn:uuid:${parts.join('-')}-${hex.slice(20, 32)}`;
}
