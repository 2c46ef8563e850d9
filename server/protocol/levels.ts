/** Who may call: `read` looks, `control` changes what happens on stream, `owner` changes the installation. */
export const LEVELS = ['read', 'control', 'owner'] as const;
export type Level = (typeof LEVELS)[number];

/** Whether a level includes another. */
export function includesLevel(has: Level, needs: Level): boolean {
  return LEVELS.indexOf(has) >= LEVELS.indexOf(needs);
}
