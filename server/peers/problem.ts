import { Problem } from '../core/problem.ts';

/** Why another program cannot be reached or does not do what it is asked; worded for the streamer. */
export class PeerProblem extends Problem<PeerProblemCode> {}

export const PEER_PROBLEM_CODES = [
  /** Nobody listens there, or the host is not known. */
  'unreachable',
  /** Somebody listens and does not speak the language of the program, or nothing at all. */
  'no_answer',
  'wrong_password',
  'password_needed',
  /** It was connected, and is no more. */
  'lost',
  /** Connected, but an action that was chosen was not run. */
  'action_failed',
  /** Connected, but our own action for asking Twitch is not there. */
  'action_missing',
  'not_logged_in',
  'twitch_unreachable',
  /** Our question was not answered in time, or by something that is no answer to it. */
  'no_page',
  'bad_page',
  'everyone_allowed',
  'too_many',
  'not_saved',
  'internal',
] as const;
export type PeerProblemCode = (typeof PEER_PROBLEM_CODES)[number];

/** Where another program listens. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** `host:port` as it stands in an address. */
export function placeOf({ host, port }: Target): string {
  return `${host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host}:${port}`;
}
