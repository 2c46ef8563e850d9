import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Heap } from '../../server/core/heap.ts';

it('a heap hands out the first of what is in it, however that was put in', () => {
  const step = fc.oneof(fc.nat(50), fc.array(fc.nat(50), { maxLength: 30 }), fc.constant('pop' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat(50), (steps, limit) => {
      const heap = new Heap<number>((a, b) => a < b);
      let model: number[] = [];
      for (const each of steps) {
        if (each === 'pop') expect(heap.pop()).toBe(model.shift());
        else if (typeof each === 'number') heap.push(each);
        else heap.fill(each);
        if (each !== 'pop') model = [...model, each].flat().sort((a, b) => a - b);
        expect([heap.size, heap.first]).toEqual([model.length, model[0]]);
      }
      heap.keep((item) => item > limit);
      for (const item of model.filter((each) => each > limit)) expect(heap.pop()).toBe(item);
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
