/** A well-mixed 32-bit number that depends on nothing but its arguments: the same seed makes the same channel. */
export function mix(seed: number, index: number): number {
  let h = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(index | 0, 0x85ebca6b)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** A repeatable stream of numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let step = 0;
  return () => mix(seed, step++) / 0x1_0000_0000;
}
