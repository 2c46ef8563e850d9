import { beforeEach, describe, expect, it } from 'vitest';
import { type NewWarning, type Warning, Warnings } from '../../server/core/warnings.ts';

let now: number;
let warnings: Warnings;
let heard: number;

beforeEach(() => {
  now = 100;
  warnings = new Warnings(() => now++);
  heard = 0;
  warnings.listen(() => heard++);
});

const lost: NewWarning = { code: 'peers_lost', message: 'A file was lost.', fix: 'Look.' };
const again: NewWarning = { ...lost, message: 'Another file was lost.' };
const codes = (): string[] => warnings.list().map(({ code }) => code);

describe('a warning', () => {
  it('is said once, with the time when it was said first', () => {
    warnings.raise(lost);
    warnings.raise(lost);
    expect(warnings.list()).toEqual([{ ...lost, at: 100 }]);
    expect([warnings.has('peers_lost'), warnings.has('counts_lost'), heard]).toEqual([true, false, 1]);
  });

  it('tells more of what goes on, up to what a page can show', () => {
    warnings.raise(lost);
    warnings.raise(again);
    const message = 'A file was lost. Another file was lost.';
    expect(warnings.list()).toEqual([{ ...lost, message, at: 100 }]);
    warnings.raise({ ...lost, message: 'x'.repeat(2_000) });
    expect(warnings.list()[0]!.message).toHaveLength(1_000);
    expect(heard).toBe(3);
  });

  it('that was read is not said again while it goes on, but is when it comes anew', () => {
    expect(warnings.dismiss('peers_lost')).toBe(false);
    warnings.raise(lost);
    expect(warnings.dismiss('peers_lost')).toBe(true);
    warnings.raise(again);
    expect([codes(), heard]).toEqual([[], 2]);
    warnings.end('peers_lost');
    expect(heard).toBe(2);
    warnings.raise(again);
    expect(warnings.list()).toEqual([{ ...again, at: 101 }]);
  });

  it('that is over is gone, and everybody hears of it once', () => {
    warnings.raise(lost);
    warnings.end('peers_lost');
    warnings.end('peers_lost');
    expect([codes(), heard]).toEqual([[], 2]);
  });

  it('of an earlier run comes before those of this one, and is one with its own kind', () => {
    const earlier: Warning = { ...again, at: 1 };
    const other: Warning = { code: 'counts_lost', message: 'Something else.', fix: null, at: 2 };
    warnings.raise({ code: 'channel_lost', message: 'New.', fix: null });
    warnings.raise(lost);
    warnings.restore([earlier, other]);
    expect(codes()).toEqual(['peers_lost', 'counts_lost', 'channel_lost']);
    const message = 'Another file was lost. A file was lost.';
    expect(warnings.list()[0]).toEqual({ ...lost, message, at: 1 });
  });
});

describe('what goes on', () => {
  const full = { message: 'The disk is full.', fix: 'Make room.' };

  it('is said while it does, anew where it has changed, and not when it is over', () => {
    warnings.follow('runs_lost', null);
    expect(heard).toBe(0);
    warnings.follow('runs_lost', full);
    warnings.follow('runs_lost', full);
    expect(warnings.list()).toEqual([{ code: 'runs_lost', ...full, at: 100 }]);
    warnings.follow('runs_lost', { ...full, message: 'It is nearly full.' });
    expect(warnings.list()[0]!.message).toBe('It is nearly full.');
    warnings.follow('runs_lost', null);
    expect(codes()).toEqual([]);
  });

  it('stays dismissed until it changes', () => {
    warnings.follow('runs_lost', full);
    warnings.dismiss('runs_lost');
    warnings.follow('runs_lost', full);
    expect(codes()).toEqual([]);
    warnings.follow('runs_lost', null);
    warnings.follow('runs_lost', full);
    expect(codes()).toEqual(['runs_lost']);
  });
});
