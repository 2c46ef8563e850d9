import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError } from '../../server/api/json-bytes.ts';
import { JsonLists } from '../../server/api/json-lists.ts';

const LIMITS = { depth: 30, itemBytes: 5_000, restBytes: 20_000 };
/** Above all that is made up at random: what is refused then is refused as JSON. */
const WIDE = { depth: 30, itemBytes: 1_000_000, restBytes: 1_000_000 };

interface Read {
  readonly rest: unknown;
  readonly lists: Record<string, unknown[]>;
}

/** In chunks that end at `cuts`. */
function read(bytes: Uint8Array, cuts: readonly number[] = [], limits = LIMITS): Read {
  const lists = Object.create(null) as Record<string, unknown[]>;
  const reader = new JsonLists('data', limits, (list, item) => (lists[list] ??= []).push(item));
  let from = 0;
  for (const to of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    reader.push(bytes.subarray(from, to));
    from = to;
  }
  return { rest: reader.end(), lists };
}

/** What is in its lists taken out of a document. */
function taken(document: unknown): Read {
  const lists: Record<string, unknown[]> = {};
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(document) || !isObject(document['data'])) return { rest: document, lists };
  const data = Object.entries(document['data']).map(([name, value]) => {
    if (!Array.isArray(value)) return [name, value];
    if (value.length > 0) lists[name] = value;
    return [name, []];
  });
  return { rest: { ...document, data: Object.fromEntries(data) as object }, lists };
}

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
const name = fc.oneof(
  fc.constantFrom('overrides', 'a"b', 'x\\', 'ü', '[', '{"data":['),
  fc.string({ maxLength: 5 }),
);
const document = fc.record(
  {
    data: fc.oneof(fc.dictionary(name, fc.oneof(fc.array(json, { maxLength: 5 }), json)), json),
    other: json,
  },
  { requiredKeys: [] },
);
const cuts = fc.array(fc.nat(10_000), { maxLength: 6 });

describe('JSON with long lists, read bit by bit', () => {
  it('is what JSON.parse() makes of it, however it is cut and spaced', () => {
    fc.assert(
      fc.property(document, cuts, fc.constantFrom(undefined, 1, '\t', '\r\n'), (value, at, space) => {
        const text = JSON.stringify(value, null, space);
        const parsed = JSON.parse(text) as unknown;
        expect(read(Buffer.from(text), at, WIDE)).toEqual(taken(parsed));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused where JSON.parse() refuses it, and only there', () => {
    const signs = fc.constantFrom(
      ...'{}[],:"\\ \n1a-eE.ntf',
      'null',
      '\u0000',
      'ü',
      '"data":',
      '"data":{"a":[',
    );
    const edit = fc.record({ at: fc.nat(10_000), cut: fc.nat(3), put: signs });
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 3 }), cuts, (value, edits, at) => {
        let text = JSON.stringify(value);
        for (const { at: place, cut, put } of edits) {
          const from = place % (text.length + 1);
          text = text.slice(0, from) + put + text.slice(from + cut);
        }
        let parsed: { value: unknown } | null = null;
        try {
          parsed = { value: JSON.parse(text) as unknown };
        } catch {
          // refused
        }
        let seen: Read | string;
        try {
          seen = read(Buffer.from(text), at, WIDE);
        } catch (error) {
          expect(error).toBeInstanceOf(JsonError);
          seen = (error as Error).message;
        }
        // A list that comes twice is refused; text or a number alone is no body; nothing at all is an empty one.
        if (typeof seen === 'string' && seen.endsWith('is there twice.')) return;
        if (text.trim() === '') expect(seen).toEqual({ rest: {}, lists: {} });
        else if (parsed === null || typeof parsed.value !== 'object' || parsed.value === null)
          expect(seen).toMatch(/^The body (is not JSON in UTF-8|ended too early)\.$/);
        else expect(typeof seen).toBe('object');
      }),
      { numRuns: 3_000 },
    );
  });

  it.each<[string, string | Buffer, string]>([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'UTF-8'],
    [
      'the same in a list',
      Buffer.concat([Buffer.from('{"data":{"a":["'), Buffer.from([0xc3]), Buffer.from('"]}}')]),
      'UTF-8',
    ],
    ['a comma at the end of a list', '{"data":{"a":[1,]}}', 'JSON'],
    ['a list without a name', '{"data":{[1]}}', 'JSON'],
    ['two documents', '{}{}', 'JSON'],
    ['a bracket that another one closes', '{"data":{"a":[1}}}', 'JSON'],
    ['an end too early', '{"data":{"a":[1', 'too early'],
    ['a text that does not end', '{"data":{"a":["', 'too early'],
    ['a list twice', '{"data":{"a":[1],"a":[2]}}', 'data.a is there twice'],
    ['a list twice, in two objects', '{"data":{"a":[1]},"data":{"a":[2]}}', 'data.a is there twice'],
    ['nothing but opening brackets', '['.repeat(1_000), 'nested deeper than 30'],
    ['the same in a list', `{"data":{"a":[${'['.repeat(1_000)}`, 'nested deeper than 30'],
    ['the same with names', '{"a":'.repeat(1_000), 'nested deeper than 30'],
    ['objects one after the other', '{},'.repeat(1_000), 'JSON'],
    ['an element that is too long', `{"data":{"a":["${'x'.repeat(5_000)}"]}}`, 'more than 5000 bytes'],
    ['too much that is in no list', `{"b":"${'x'.repeat(20_000)}"}`, 'longer than 20000 bytes'],
  ])('with %s is refused', (_what, text, message) => {
    const bytes = Buffer.from(text);
    for (const at of [[], Array.from({ length: Math.min(bytes.length, 50) }, (_, i) => i)])
      expect(() => read(bytes, at)).toThrow(message);
  });

  it('may begin with a byte order mark, wherever that is cut', () => {
    const bytes = Buffer.from('\ufeff {"data":{"a":[1]}}');
    for (let cut = 0; cut < 6; cut++)
      expect(read(bytes, [cut])).toEqual({ rest: { data: { a: [] } }, lists: { a: [1] } });
    expect(read(Buffer.from('\ufeff'))).toEqual({ rest: {}, lists: {} });
    expect(() => read(Buffer.from('{}\ufeff'))).toThrow('JSON');
  });

  it('knows its lists by their names, written in any way', () => {
    const text = '{"\\u0064ata":{"a\\"]":[1,{"b":[2]}],"__proto__":[3]},"x":{"a":[4]}}';
    const { lists, rest } = read(Buffer.from(text));
    expect(Object.entries(lists)).toEqual([
      ['a"]', [1, { b: [2] }]],
      ['__proto__', [3]],
    ]);
    expect(rest).toMatchObject({ x: { a: [4] } });
  });
});
