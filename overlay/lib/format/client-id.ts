/** What is to be said of a client id while it is typed; `null`: nothing yet. */
export type ClientIdForm = 'good' | 'length' | 'other' | null;

/** As the server takes it: one of another Twitch may be shorter or longer than today's. */
const POSSIBLE = /^[A-Za-z0-9_-]{10,64}$/;

/** Looks at a pasted client id. `length`: it may be one all the same. */
export function clientIdForm(text: string): ClientIdForm {
  const id = text.trim();
  if (id === '') return null;
  if (!/^[\w-]+$/.test(id)) return 'other';
  return id.length === 30 ? 'good' : 'length';
}

/** Whether Twitch can be asked about it. */
export function isPossibleClientId(text: string): boolean {
  return POSSIBLE.test(text.trim());
}
