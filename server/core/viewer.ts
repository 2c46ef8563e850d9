import { type Kind, KINDS, type RoleRecord, type User } from './roles.ts';

/** A person we have ever seen on a list. Stays known when the last role ends. */
export interface Viewer extends User {
  readonly subscribers: RoleRecord | null;
  readonly vips: RoleRecord | null;
  readonly moderators: RoleRecord | null;
}

/** As the roster keeps them. */
export interface MutableViewer extends Viewer {
  userLogin: string;
  userDisplayName: string;
  subscribers: RoleRecord | null;
  vips: RoleRecord | null;
  moderators: RoleRecord | null;
  /** Generation of the lists that last showed this viewer, and which of them did. See `markSeen()`. */
  seen: number;
}

export function newViewer({ userId, userLogin, userDisplayName }: User): MutableViewer {
  return { userId, userLogin, userDisplayName, subscribers: null, vips: null, moderators: null, seen: 0 };
}

/** The bit of each list in `seen`; above them stands the generation, which a run's lists share. */
const SEEN = { subscribers: 1, vips: 2, moderators: 4 } as const satisfies Record<Kind, number>;
const KIND_BITS = KINDS.length;

/** Notes that the list of this generation shows the viewer. */
export function markSeen(viewer: MutableViewer, kind: Kind, generation: number): void {
  const isFirst = viewer.seen >> KIND_BITS !== generation;
  viewer.seen = (isFirst ? generation << KIND_BITS : viewer.seen) | SEEN[kind];
}

export function isSeenBy({ seen }: MutableViewer, kind: Kind, generation: number): boolean {
  return seen >> KIND_BITS === generation && (seen & SEEN[kind]) !== 0;
}
