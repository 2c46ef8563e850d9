import { fromViewerKey } from '../core/platform.ts';
import { isShownName, nameKey } from '../core/spelling.ts';
import { PLAIN_NAME } from '../core/who.ts';
import type { AskedUser, CheckRequest } from './check.ts';
import type { Asker } from './decide-input.ts';
import type { Found } from './people.ts';
import type { BroadcasterView } from './ports.ts';

/** Far more than chat at the same time. */
export const MAX_SAID = 5_000;

/** The known names of a viewer. */
interface KnownAs {
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/**
 * What callers call people whom we know by another name, by id. A caller may know of a new name before the lists
 * do, so that it is shown, marked as said; nobody is found by it. Twitch's own news end it.
 */
export class SaidNames {
  readonly #byId = new Map<string, { readonly name: string; readonly instead: string | null }>();

  /**
   * What to show for somebody whom a caller has just called so, or undefined: the names that we have.
   * @param keeps false: somebody only looks, and teaches nothing
   */
  hear(userId: string, name: string, known: KnownAs, keeps: boolean): string | undefined {
    const isNew = isNews(name, known);
    if (keeps) this.#byId.delete(userId);
    if (!isNew) return undefined;
    if (keeps) this.#keep(userId, name, known);
    return name;
  }

  #keep(userId: string, name: string, { userLogin }: KnownAs): void {
    this.#byId.set(userId, { name, instead: userLogin });
    if (this.#byId.size > MAX_SAID) this.#byId.delete(this.#byId.keys().next().value ?? userId);
  }

  /** What somebody was called last, if nothing newer is known. */
  of(userId: string, { userLogin }: KnownAs): string | undefined {
    const said = this.#byId.get(userId);
    return said?.instead === userLogin ? said.name : undefined;
  }

  clear(): void {
    this.#byId.clear();
  }
}

/** Whether it can be a name on Twitch, and another one. */
function isNews(name: string, { userLogin, userDisplayName }: KnownAs): boolean {
  const key = nameKey(name);
  if (key === userLogin || key === nameKey(userDisplayName ?? '')) return false;
  return (PLAIN_NAME.test(name) && !name.startsWith('@')) || isShownName(name);
}

/** Who a check is about, for showing: a caller may bring a newer name than we have, or the only one. */
export function whoIsShown(
  { request, person, isBroadcaster, isOtherPlatform, login, name }: Asker & Found & { request: CheckRequest },
  broadcaster: BroadcasterView | null,
  saidNames: SaidNames,
): AskedUser & { readonly said: boolean } {
  if (isOtherPlatform) {
    const shown = request.name ?? person.named?.userDisplayName ?? name;
    const id = person.userId === null ? null : fromViewerKey(person.userId).userId;
    return { userId: request.userId ?? id, userLogin: null, userDisplayName: shown, said: shown !== null };
  }
  const { userId } = person;
  const known = isBroadcaster && broadcaster ? broadcaster : (person.named ?? person.viewer);
  const said = saidOf(userId, request, known, saidNames);
  const userLogin = known?.userLogin || login;
  const ours = known ? known.userDisplayName || null : login === null ? name : null;
  const isSaid = said !== undefined || (!known && (userLogin ?? ours) !== null);
  return { userId, userLogin, userDisplayName: said ?? ours, said: isSaid };
}

function saidOf(
  userId: string | null,
  { name, record }: CheckRequest,
  known: KnownAs | undefined,
  saidNames: SaidNames,
): string | undefined {
  if (userId === null || !known) return name;
  if (name === undefined) return saidNames.of(userId, known);
  return saidNames.hear(userId, name, known, record !== false);
}
