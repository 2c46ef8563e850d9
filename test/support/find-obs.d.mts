import type { Need } from './needs.mjs';

export interface ObsPrograms {
  readonly obs: string;
  /** Xvfb, a screen that nobody sees. */
  readonly xvfb: string;
}

export function findObs(env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): ObsPrograms | undefined;

export const obsNeed: Need;
