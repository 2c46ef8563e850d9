const KEPT = 'rolecall-client-id';

/** When Twitch has ended a login, nobody should have to look the id up again. It is no secret. */
export function rememberId(id: string): void {
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    // Then it is looked up again.
  }
}

/** '' if there is none. */
export function rememberedId(): string {
  try {
    return localStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}
