/** A viewer as far as known: by id, or only by the name that was asked about. */
export interface Person {
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/** How actions name a viewer. */
export function whoOf({ userId, userLogin }: Person): { userId: string } | { user: string } {
  return userId === null ? { user: userLogin ?? '' } : { userId };
}

export function nameOf({ userDisplayName, userLogin, userId }: Person): string {
  return userDisplayName || userLogin || userId || '?';
}

export function isSamePerson(a: Person, b: Person): boolean {
  return a.userId === null || b.userId === null ? a.userLogin === b.userLogin : a.userId === b.userId;
}
