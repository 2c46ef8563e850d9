import type * as z from 'zod';
import { lazy } from './lazy.ts';
import type { Level } from './levels.ts';

export interface ActionSpec<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly level: Level;
  /** One sentence for PROTOCOL.md. */
  readonly summary: string;
  readonly params: P;
  readonly result: R;
  /** For what is asked most: reads params as `params` would, but faster; null: ask `params`. */
  readonly quick?: (raw: unknown) => z.output<P> | null;
}

/** An entry of the registry of actions. Its schemas are made when they are first needed. */
export function action<P extends z.ZodType, R extends z.ZodType>(
  level: Level,
  summary: string,
  params: () => P,
  result: () => R,
  quick?: (raw: unknown) => z.output<P> | null,
): ActionSpec<P, R> {
  const [paramsOnce, resultOnce] = [lazy(params), lazy(result)];
  return {
    level,
    summary,
    get params() {
      return paramsOnce();
    },
    get result() {
      return resultOnce();
    },
    ...(quick && { quick }),
  };
}
