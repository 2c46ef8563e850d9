import { readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { nodeOptions, pageTarget } from '../../../esbuild.config.mjs';

/** The npm packages whose code is in what a download runs, in the server and in the pages. */
export async function packagesInBundle(): Promise<string[]> {
  const pages = readdirSync('overlay/pages').map((name) => `overlay/pages/${name}/${name}.ts`);
  const [server, overlay] = await Promise.all([
    build({ ...nodeOptions(), ...PARTS, entryPoints: ['server/main.ts'] }),
    build({ ...PARTS, bundle: true, format: 'esm', target: pageTarget, entryPoints: pages }),
  ]);
  const files = [server, overlay].flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    ),
  );
  const names = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

const PARTS = { metafile: true, write: false, outdir: 'never', splitting: true, logLevel: 'error' } as const;
