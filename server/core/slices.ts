/** Lists that may be very long, a part at a time. */

/** Slices of `size`, each read when asked for; the last may be shorter. None of nothing. */
export function* slices<T>(items: Iterable<T>, size: number): Generator<T[], void, undefined> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** As `map` of an array, but one at a time, when asked for. To be read once. */
export function* mapped<T, R>(items: Iterable<T>, map: (item: T) => R): Generator<R, void, undefined> {
  for (const item of items) yield map(item);
}
