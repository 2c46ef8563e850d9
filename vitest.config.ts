import { defineConfig } from 'vitest/config';
import { defines, languageDefine } from './esbuild.config.mjs';
import { Sequencer } from './test/support/sequencer.ts';

export default defineConfig({
  define: { ...defines(), ...languageDefine() },
  test: {
    pool: 'forks',
    maxWorkers: 3,
    // Half of the time of most files went into loading the server anew.
    isolate: false,
    setupFiles: ['test/support/set-up.ts'],
    sequence: { sequencer: Sequencer },
    // A machine with other work to do is slow, not wrong.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build-once.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
