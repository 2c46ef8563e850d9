import type { Need } from './needs.mjs';

export interface Engine {
  /** Its version. */
  readonly chrome: number;
  /** Which OBS has it inside. */
  readonly obs: string;
}

export const ENGINES: readonly Engine[];
export const engineNeeds: readonly Need[];
export function findEngine(chrome: number): string | undefined;
