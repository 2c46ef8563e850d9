import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Longest first, and one environment after the other: a process is shared only by files of the same one. */
export class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const [pages, others] = [sorted.filter(hasEnvironment), sorted.filter((file) => !hasEnvironment(file))];
    return [...others, ...pages];
  }
}

const hasEnvironment = ({ moduleId }: TestSpecification): boolean =>
  readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment');
