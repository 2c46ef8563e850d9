interface Entries<K, V> extends Iterable<[K, V]> {
  readonly size: number;
  set(key: K, value: V): void;
}

/** The entries of both maps in one of them, neither to be used any more: at once, where there was nothing. */
export function absorbed<K, V, M extends Entries<K, V>>(map: M & Entries<K, V>, more: M & Entries<K, V>): M {
  if (map.size === 0) return more;
  for (const [key, value] of more) map.set(key, value);
  return map;
}
