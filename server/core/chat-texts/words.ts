import type { Reason } from '../decide.ts';
import type { Role } from '../roles.ts';

/** What Rolecall says in chat, in one language. */
export interface ChatWords {
  /** The sentence for each reason, fit to be put into chat as it is. See `PLACEHOLDERS`. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** What `{roles}` is made of. */
  readonly role: Readonly<Record<Role | 'broadcaster' | 'viewer', string>>;
  readonly and: string;
  /** Who has no name but an id, which says nothing to people in chat. */
  readonly somebody: string;
  /** Several viewers had the name that was asked about. */
  shared(count: number, name: string, logins: string): string;
  /** `{timeLeft}` where there is no end. */
  readonly forEver: string;
  readonly day: string;
  readonly days: string;
}
