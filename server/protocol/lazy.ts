/** Made when first asked for, and kept: making every schema would be a third of a start. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
