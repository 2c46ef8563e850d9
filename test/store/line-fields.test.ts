import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineFields, type Field } from '../../server/store/files/line-fields.ts';

type Item = Field | readonly Field[];

const field: fc.Arbitrary<Field> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }), // lone surrogates and control characters, too
  fc.constantFrom('', '"', '\\', '\\"', ',', ']', '["', 'ä', '安美'),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);

/** What is read from bytes of which a list begins at `at`. */
function read(bytes: Buffer, at: number): { items: Item[]; end: number } {
  const fields = new LineFields();
  fields.open(bytes, at + 1);
  const items: Item[] = [];
  for (;;) {
    if (fields.enter()) {
      items.push(fields.rest() ?? []);
      fields.leave();
      continue;
    }
    const next = fields.next();
    if (next === undefined) return { items, end: fields.at };
    items.push(next);
  }
}

describe('fields of a line', () => {
  it('are what JSON.parse has of it, wherever the line stands', () => {
    const list = fc.array(fc.oneof(field, fc.array(field, { minLength: 1 })), { minLength: 1 });
    fc.assert(
      fc.property(list, fc.string(), fc.string(), (items, before, behind) => {
        const json = JSON.stringify(items);
        const start = Buffer.byteLength(before);
        const wanted = { items: JSON.parse(json) as Item[], end: start + Buffer.byteLength(json) };
        expect(read(Buffer.from(before + json + behind), start)).toEqual(wanted);
      }),
      { numRuns: 2_000 },
    );
  });

  it('end where something else begins, and never beyond the bytes', () => {
    const cut = fc.tuple(fc.array(fc.oneof(field, fc.object()), { minLength: 1 }), fc.nat());
    fc.assert(
      fc.property(cut, ([items, length]) => {
        const bytes = Buffer.from(JSON.stringify(items));
        const { items: some } = read(bytes.subarray(0, 1 + (length % bytes.length)), 0);
        const whole = some.length > 0 ? some.slice(0, -1) : []; // a number may be cut and be one still
        expect(JSON.parse(JSON.stringify(items.slice(0, whole.length)))).toEqual(whole);
      }),
      { numRuns: 2_000 },
    );
  });
});
