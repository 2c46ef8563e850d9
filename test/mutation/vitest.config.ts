import { defineConfig } from 'vitest/config';
import { defines } from '../../esbuild.config.mjs';
import { QuickestFirst } from './quickest-first.ts';

/** For `npm run mutate`: a test that waits for what a mutant took away has to end soon. */
export default defineConfig({
  define: defines(),
  // Beside the copy of the project that has the mutants: what is remembered here is of no use to `npm test`.
  cacheDir: '../vite',
  test: {
    isolate: false,
    setupFiles: ['test/support/set-up.ts'],
    sequence: { sequencer: QuickestFirst },
    include: ['**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    expect: { poll: { timeout: 5_000 } },
    // That copy is below node_modules, where TypeScript is otherwise not translated.
    server: { deps: { inline: [/\/(server|test)\/.*\.ts$/] } },
  },
});
