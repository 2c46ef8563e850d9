/**
 * Made when first asked for, and kept. Every shape of the wire that is more than a word is: making all of them would
 * be a tenth of a start, and few of them are ever needed.
 */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
