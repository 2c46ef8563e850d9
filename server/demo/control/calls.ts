import type { Auth } from '../auth.ts';
import type { EventSub } from '../eventsub.ts';
import type { Faults } from '../faults.ts';
import type { Lie } from '../made-up-events.ts';
import type { RequestLog } from '../request-log.ts';
import type { Body, Shape } from '../shape.ts';
import type { TwitchClock } from '../twitch-clock.ts';
import type { World } from '../world.ts';

export interface ControlDeps {
  clock: TwitchClock;
  world: World;
  auth: Auth;
  faults: Faults;
  requests: RequestLog;
  eventsub: EventSub;
  revokeAuthorization: () => void;
  /** Refuses connections for a while, a moment from now. */
  outage: (ms: number) => void;
  tell: (lie: Lie) => number;
}

export interface ControlCall {
  /** One line for whoever looks for a call. */
  about: string;
  fields: Shape;
  /** Gets a body of the right shape. What it returns is the answer; what it throws is a 400. */
  handle: (deps: ControlDeps, body: Body) => unknown;
}

/** By `<METHOD> <path below /control/>`. */
export type ControlCalls = Readonly<Record<string, ControlCall>>;

export function control(
  about: string,
  fields: Shape,
  handle: (deps: ControlDeps, body: Body) => unknown,
): ControlCall {
  return { about, fields, handle };
}
