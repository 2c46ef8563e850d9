import type { Random } from '../../soak/random.ts';

/** What programs send when something went wrong in them, and what somebody sends who wants it to. */
const ODD_TEXTS = [
  '',
  ' ',
  '%user%',
  '$username',
  '@',
  '@@@',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '\u0000',
  '\u202egnirts',
  '\ud800',
  'a\u0300'.repeat(30),
  '\u200b\u200d\u2068',
  '🙂'.repeat(20),
  'ﷺ',
  'İ',
  "' OR 1=1 --",
  '{{7*7}}',
  '<img src=x onerror=alert(1)>',
  '\r\nX-Evil: 1',
  '9'.repeat(40),
  '1e999',
  '-0',
  'x'.repeat(200),
  'x'.repeat(5_000),
  '2026-02-30T25:61:00Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
];
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2 ** 31,
  5e-324,
  [],
  {},
  [[[[[[]]]]]],
  { toJSON: 1, length: 3, then: 1 },
  { __proto__x: 1, constructor: { prototype: {} } },
  Array.from({ length: 300 }, (_, i) => i),
];

/** Values and texts that are a little, or quite, other than they were. */
export class Mutations {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  odd(): unknown {
    return this.#random.chance(0.5) ? this.#random.pick(ODD_TEXTS) : this.#random.pick(ODD_VALUES);
  }

  oddText(): string {
    return this.#random.pick(ODD_TEXTS);
  }

  /** The same with one to three changes, each at some place in it. */
  value(value: unknown): unknown {
    let changed = structuredClone(value);
    for (let left = this.#random.between(1, 3); left > 0; left--) changed = this.#once(changed, 0);
    return changed;
  }

  /** Signs taken out, doubled, swapped and put in. */
  text(text: string): string {
    let changed = text;
    for (let left = this.#random.between(1, 4); left > 0; left--) {
      const at = this.#random.between(0, changed.length);
      const cut = this.#random.chance(0.5) ? this.#random.between(0, 4) : 0;
      const signs = ['', '', '"', '\\', '{', '}', '[', ']', ',', ':', '\u0000', '\ufeff', '\ud800', '9'];
      const put = this.#random.pick([...signs, changed.slice(at, at + 20)]);
      changed = changed.slice(0, at) + put + changed.slice(at + cut);
    }
    return changed;
  }

  #once(value: unknown, depth: number): unknown {
    if (typeof value !== 'object' || value === null || this.#random.chance(depth === 0 ? 0.05 : 0.25))
      return this.#other(value);
    if (Array.isArray(value)) return this.#list(value, depth);
    return this.#object(value as Record<string, unknown>, depth);
  }

  #list(list: readonly unknown[], depth: number): unknown[] {
    const at = this.#random.between(0, Math.max(0, list.length - 1));
    if (list.length === 0 || this.#random.chance(0.3)) return [...list, this.odd()];
    if (this.#random.chance(0.2)) return list.filter((_, i) => i !== at);
    return list.map((item, i) => (i === at ? this.#once(item, depth + 1) : item));
  }

  #object(object: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
    const names = Object.keys(object);
    if (names.length === 0 || this.#random.chance(0.2))
      return { ...object, [this.#random.chance(0.5) ? 'fuzz' : this.oddText()]: this.odd() };
    const name = this.#random.pick(names);
    if (this.#random.chance(0.2))
      return Object.fromEntries(Object.entries(object).filter(([n]) => n !== name));
    if (this.#random.chance(0.1)) return { ...object, [this.text(name)]: object[name] };
    return { ...object, [name]: this.#once(object[name], depth + 1) };
  }

  #other(value: unknown): unknown {
    if (typeof value === 'string' && this.#random.chance(0.6)) return this.text(value);
    if (typeof value === 'number' && this.#random.chance(0.6))
      return this.#random.pick([value + 1, -value, value * 1e9, value / 7, String(value)]);
    if (typeof value === 'boolean' && this.#random.chance(0.4)) return String(value);
    return this.odd();
  }
}
