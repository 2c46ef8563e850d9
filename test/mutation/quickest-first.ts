import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The first test that fails ends the run: the quick ones get the first chance. */
export class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => this.#lastMs(a) - this.#lastMs(b));
  }

  #lastMs({ project, moduleId }: TestSpecification): number {
    const key = `${project.name}:${relative(this.ctx.config.root, moduleId).replaceAll('\\', '/')}`;
    return this.ctx.cache.getFileTestResults(key)?.duration ?? Number.MAX_VALUE;
  }
}
