/** Runs `action` alone in this folder, across processes. Waits for another one, and says so once. */
export function withLock<T>(
  root: string,
  say: (line: string) => void,
  action: () => T | Promise<T>,
): Promise<T>;
