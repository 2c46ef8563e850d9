import { createHash, timingSafeEqual } from 'node:crypto';
import type { Level } from './protocol/levels.ts';

/**
 * The levels of access tokens. Compared in constant time, over hashes, so that neither content nor length
 * of a token can be found out by measuring.
 */
export function createTokenBook(
  tokens: readonly { token: string; level: Level }[],
): (token: string) => Level | null {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const book = tokens.map(({ token, level }) => ({ hash: digest(token), level }));
  return (token) => {
    const asked = digest(token);
    let level: Level | null = null;
    for (const entry of book) if (timingSafeEqual(entry.hash, asked)) level = entry.level;
    return level;
  };
}
