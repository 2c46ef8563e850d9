import { describe, expect, it } from 'vitest';
import { KeyedMutex, Mutex } from '../../server/core/mutex.ts';
import { flush } from '../support/fake-clock.ts';

/** Actions that end when a test says so, and what they did. */
class Work {
  readonly log: string[] = [];
  readonly #ends = new Map<string, () => void>();

  readonly action = (name: string) => async (): Promise<string> => {
    this.log.push(`${name} in`);
    await new Promise<void>((end) => this.#ends.set(name, end));
    this.log.push(`${name} out`);
    return name;
  };

  async end(name: string): Promise<void> {
    await flush();
    this.#ends.get(name)?.();
    await flush();
  }
}

const failing = (): Promise<never> => Promise.reject(new Error('no'));

describe('a mutex', () => {
  it('lets one in at a time, in the order in which they came, and hands on what they bring', async () => {
    const [mutex, work] = [new Mutex(), new Work()];
    const all = Promise.all(['a', 'b', 'c'].map((name) => mutex.run(work.action(name))));
    await flush();
    expect(work.log).toEqual(['a in']);
    for (const name of ['a', 'b', 'c']) await work.end(name);
    expect(work.log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    expect(await all).toEqual(['a', 'b', 'c']);
  });

  it('is free again after a failure, which only its own caller hears of', async () => {
    const mutex = new Mutex();
    await expect(mutex.run(failing)).rejects.toThrow('no');
    expect(await mutex.run(async () => 'next')).toBe('next');
  });
});

describe('a mutex with keys', () => {
  it('keeps apart what has one key, and nothing else', async () => {
    const [mutex, work] = [new KeyedMutex(), new Work()];
    const all = [mutex.run('x', work.action('a')), mutex.run('x', work.action('b'))];
    all.push(mutex.run('y', work.action('c')));
    await flush();
    expect(work.log).toEqual(['a in', 'c in']);
    await work.end('a');
    expect(work.log).toEqual(['a in', 'c in', 'a out', 'b in']);
    await work.end('b');
    await work.end('c');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  });

  it('lets somebody be all alone: after all before him, before all after him', async () => {
    const [mutex, work] = [new KeyedMutex(), new Work()];
    void mutex.run('x', work.action('a'));
    void mutex.run('y', work.action('b'));
    const alone = mutex.runExclusive(work.action('alone'));
    void mutex.run('x', work.action('c'));
    void mutex.run('z', work.action('d'));
    await work.end('b');
    expect(work.log).toEqual(['a in', 'b in', 'b out']);
    await work.end('a');
    expect(work.log.slice(3)).toEqual(['a out', 'alone in']);
    await work.end('alone');
    expect(await alone).toBe('alone');
    expect(work.log.slice(5).sort()).toEqual(['alone out', 'c in', 'd in']);
    for (const name of ['c', 'd']) await work.end(name);
  });

  it('lets two who want to be alone in one after the other', async () => {
    const [mutex, work] = [new KeyedMutex(), new Work()];
    void mutex.runExclusive(work.action('a'));
    void mutex.runExclusive(work.action('b'));
    await flush();
    await work.end('a');
    await work.end('b');
    expect(work.log).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('goes on after failures', async () => {
    const mutex = new KeyedMutex();
    await expect(mutex.run('x', failing)).rejects.toThrow('no');
    await expect(mutex.runExclusive(failing)).rejects.toThrow('no');
    expect(await mutex.run('x', async () => 'next')).toBe('next');
    expect(await mutex.runExclusive(async () => 'alone')).toBe('alone');
  });
});
