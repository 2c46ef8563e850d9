/** The entries of both maps in one of them, neither to be used any more: at once, where there was nothing. */
export function absorbed<K, V>(map: Map<K, V>, more: Map<K, V>): Map<K, V> {
  if (map.size === 0) return more;
  for (const [key, value] of more) map.set(key, value);
  return map;
}
