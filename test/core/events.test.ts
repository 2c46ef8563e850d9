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

  it('that nobody wants are no trouble', () => {
    expect(() => new Events<Map>(() => undefined).emit('named', 'ann')).not.toThrow();
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
