/**
 * Made when first asked for, and kept. Every shape of the wire is: making all of them would be a fifth of a start, and
 * few of them are ever needed.
 */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
