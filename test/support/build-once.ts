import { resolve } from 'node:path';
import { build } from '../../server/launch/prepare.mjs';

/** Vitest's global set-up: tests of the built program meet the sources of now. */
export default async function buildOnce(): Promise<void> {
  if (process.env['ROLECALL_TEST_NO_BUILD'] === '1') return; // test/run.mjs has built, or has said why not
  await build(resolve(import.meta.dirname, '..', '..'), console.log);
}
