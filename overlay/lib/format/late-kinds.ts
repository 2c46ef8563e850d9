import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { Status } from '../state/view-state.ts';

/** So long a connection may take to stand: meanwhile nothing is said of it. */
const CONNECTING_MS = 15_000;

/** The lists that are known, and whose changes show with the next sync only. */
export function lateKinds({ kinds }: Pick<Status, 'kinds'>): Kind[] {
  return KINDS.filter((kind) => !kinds[kind].live && kinds[kind].lastSuccessAt !== null);
}

/** Those that there is something to say of. @param now epoch ms */
export function toldLate(status: Status, now: number): Kind[] {
  const { state, since } = status.eventsub;
  const isComing = state === 'connecting' && since !== null && now - Date.parse(since) < CONNECTING_MS;
  return isComing ? [] : lateKinds(status);
}
