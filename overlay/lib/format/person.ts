/** A viewer by id, or only by a name if the id is not known. */
export interface Person {
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/** The params that name a viewer in an action. */
export function whoOf({ userId, userLogin }: Person): { userId: string } | { user: string } {
  return userId === null ? { user: userLogin ?? '' } : { userId };
}

export function nameOf({ userDisplayName, userLogin, userId }: Person): string {
  return userDisplayName || userLogin || userId || '?';
}

/** The login, where the name does not tell it. */
export function otherLogin({ userDisplayName, userLogin }: Person): string | null {
  return userLogin && userDisplayName && userLogin !== userDisplayName.toLowerCase() ? userLogin : null;
}

export function isSamePerson(a: Person, b: Person): boolean {
  return a.userId === null || b.userId === null ? a.userLogin === b.userLogin : a.userId === b.userId;
}
