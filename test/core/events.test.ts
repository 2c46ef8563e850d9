import { describe, expect, it } from 'vitest';
import { Events } from '../../server/core/events.ts';

interface Map {
  counted: number;
  named: string;
}

describe('events', () => {
  it('reach everybody who wants them, in the order in which they came, before emit() returns', () => {
    const events = new Events<Map>(() => undefined);
    const heard: string[] = [];
    events.on('counted', (count) => heard.push(`first ${count}`));
    events.on('counted', (count) => heard.push(`second ${count}`));
    events.on('named', (name) => heard.push(name));
    events.emit('counted', 1);
    events.emit('named', 'ann');
    expect(heard).toEqual(['first 1', 'second 1', 'ann']);
  });

  it('reach a listener once, and never again after he went, and the others as before', () => {
    const events = new Events<Map>(() => undefined);
    const heard: string[] = [];
    const first = (count: number) => void heard.push(`first ${count}`);
    events.on('counted', first);
    const stop = events.on('counted', first);
    events.on('counted', (count) => heard.push(`second ${count}`));
    events.emit('counted', 1);
    stop();
    events.emit('counted', 2);
    expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
  });

  it('that nobody wants are no trouble', () => {
    const errors: unknown[] = [];
    new Events<Map>((_, error) => errors.push(error)).emit('named', 'ann');
    expect(errors).toEqual([]);
  });

  it('reach the others when one of them throws, and whoever emitted hears nothing of it', () => {
    const errors: unknown[] = [];
    const events = new Events<Map>((event, error) => errors.push(event, error));
    const heard: number[] = [];
    const problem = new Error('broken');
    events.on('counted', () => {
      throw problem;
    });
    events.on('counted', (count) => heard.push(count));
    expect(() => events.emit('counted', 2)).not.toThrow();
    expect(heard).toEqual([2]);
    expect(errors).toEqual(['counted', problem]);
  });
});
