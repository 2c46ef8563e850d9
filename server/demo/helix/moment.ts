import type { Clock } from '../../core/clock.ts';
import { find } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { FaultCall, Lag } from '../fault-types.ts';
import { decodeCursor } from '../paging.ts';
import { NOW } from '../timeline.ts';

/** Which moment an answer shows, on the monotonic clock; NOW unless a rule makes Twitch lag. */
export interface Moment {
  time: number;
  /** The pages to come show the same moment, not each its own. */
  isKept: boolean;
}

export interface MomentParts {
  clock: Clock;
  faults: Faults;
  /** 0 (included) to 1 (excluded): where a lag is a range. */
  random: () => number;
}

export function momentOf(
  query: URLSearchParams,
  call: FaultCall,
  { clock, faults, random }: MomentParts,
): Moment {
  const rules = faults.take('moment', call);
  const kept = decodeCursor(query.get('after') ?? query.get('before') ?? '')?.asOf;
  if (kept !== undefined) return { time: kept, isKept: true };
  const side = call.lookup ? 'lookUp' : 'list';
  const lag = find(rules.filter((rule) => rule[side] !== undefined).reverse(), 'lag');
  const ms = millisecondsOf(lag?.[side] ?? 0, random);
  return { time: ms === 0 ? NOW : clock.monotonic() - ms, isKept: ms > 0 && lag?.snapshot === true };
}

function millisecondsOf(lag: Lag, random: () => number): number {
  if (typeof lag === 'number') return lag;
  const [least, most] = lag;
  return Math.round(least + random() * (most - least));
}
