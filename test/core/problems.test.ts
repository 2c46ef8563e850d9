import { describe, expect, it } from 'vitest';
import { higherLevel, includesLevel, LEVELS } from '../../server/core/levels.ts';
import type { Log } from '../../server/core/log.ts';
import { ApiError, isProblem, Problem, textOf, viewOf } from '../../server/core/problem.ts';
import { MAX_PROBLEMS, RecentProblems } from '../../server/core/recent-problems.ts';
import { FakeClock } from '../support/fake-clock.ts';

describe('a problem', () => {
  it('says what happened and what to do, and shows no more than that', () => {
    const cause = new Error('inner');
    const problem = new Problem('lost', 'It is lost.', 'Look for it.', cause);
    expect([problem.text, problem.cause, problem.name]).toEqual([
      'It is lost. Look for it.',
      cause,
      'Problem',
    ]);
    expect(viewOf(problem)).toEqual({ code: 'lost', message: 'It is lost.', fix: 'Look for it.' });
  });

  it('may have nothing to be done, and no cause', () => {
    const problem = new ApiError('not_found', 'There is none.');
    expect([problem.text, problem.fix, problem.name]).toEqual(['There is none.', null, 'ApiError']);
    expect('cause' in problem).toBe(false);
    expect(textOf(problem)).toBe('There is none.');
  });

  it('is told from other errors', () => {
    expect([isProblem(new ApiError('not_found', '')), isProblem(new Error('')), isProblem(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('levels', () => {
  it('hold those below them', () => {
    const held = LEVELS.map((has) => LEVELS.filter((needs) => includesLevel(has, needs)));
    expect(held).toEqual([['read'], ['read', 'control'], ['read', 'control', 'owner']]);
  });

  it('the higher of two counts, and one alone counts', () => {
    expect(higherLevel('read', 'owner')).toBe('owner');
    expect(higherLevel('owner', 'read')).toBe('owner');
    expect(higherLevel('control', null)).toBe('control');
  });
});

describe('the last problems', () => {
  const hearing = (heard: unknown[][] = []): Log => ({
    debug: (...said) => void heard.push(['debug', ...said]),
    info: (...said) => void heard.push(['info', ...said]),
    warn: (...said) => void heard.push(['warn', ...said]),
    error: (...said) => void heard.push(['error', ...said]),
  });

  it('are remembered, last ones first, and go to the log like everything else', async () => {
    const clock = new FakeClock(1_000);
    const heard: unknown[][] = [];
    const problems = new RecentProblems(clock);
    const watched = problems.watch(hearing(heard));
    watched.debug('A', 'one');
    watched.info('B', 'two');
    watched.warn('C', 'three');
    await clock.advance(5);
    watched.error('D', 'four', 'why');
    watched.error('E', 'five');
    expect(heard).toEqual([
      ['debug', 'A', 'one'],
      ['info', 'B', 'two'],
      ['warn', 'C', 'three'],
      ['error', 'D', 'four', 'why'],
      ['error', 'E', 'five', undefined],
    ]);
    expect(problems.list()).toEqual([
      { at: 1_005, level: 'error', scope: 'E', message: 'five', cause: null },
      { at: 1_005, level: 'error', scope: 'D', message: 'four', cause: 'why' },
      { at: 1_000, level: 'warn', scope: 'C', message: 'three', cause: null },
    ]);
  });

  it('are few', () => {
    const problems = new RecentProblems(new FakeClock());
    const watched = problems.watch(hearing());
    for (let i = 1; i <= MAX_PROBLEMS + 1; i++) watched.warn('A', `${i}`);
    expect(problems.list().map(({ message }) => message)).toEqual(
      Array.from({ length: MAX_PROBLEMS }, (_, i) => `${MAX_PROBLEMS + 1 - i}`),
    );
  });

  it('tell of their cause its kind, its words and where it was, in short', () => {
    const problems = new RecentProblems(new FakeClock());
    const cause = new TypeError('no such thing');
    const places = Array.from({ length: 7 }, (_, i) => `    at place${i} (file.ts:${i})`);
    cause.stack = ['TypeError: no such thing', 'look at this', ...places].join('\n');
    problems.watch(hearing()).error('A', 'broken', cause);
    const shown = places.slice(0, 5).map((place) => place.trim());
    expect(problems.list()[0]!.cause).toBe(['TypeError: no such thing', ...shown].join(' | '));
    delete cause.stack;
    problems.watch(hearing()).error('A', 'broken', cause);
    expect(problems.list()[0]!.cause).toBe('TypeError: no such thing');
  });
});
