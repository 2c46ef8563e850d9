/** Who may call: `read` looks, `control` changes what happens on stream, `owner` changes the installation. */
export const LEVELS = ['read', 'control', 'owner'] as const;
export type Level = (typeof LEVELS)[number];

/** Whether a level includes another. */
export function includesLevel(has: Level, needs: Level): boolean {
  return LEVELS.indexOf(has) >= LEVELS.indexOf(needs);
}

/** The one of two that may do more; null is less than any. */
export function higherLevel(level: Level, other: Level | null): Level {
  return other !== null && includesLevel(other, level) ? other : level;
}
