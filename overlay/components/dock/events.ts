import type { Person } from '../../lib/format/person.ts';

/** What rows and panels ask for; the page does it. */
export type ViewerCommand =
  | { readonly kind: 'open' | 'refresh'; readonly person: Person }
  | { readonly kind: 'give'; readonly person: Person; readonly feature: string; readonly minutes: number }
  | {
      readonly kind: 'deny' | 'allow';
      readonly person: Person;
      readonly feature: string;
      readonly until: string | null;
    }
  | { readonly kind: 'menu'; readonly person: Person; readonly feature: string | null; readonly at: Place };

/** Where on the page, in px. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export class ViewerCommandEvent extends Event {
  readonly command: ViewerCommand;

  constructor(command: ViewerCommand) {
    super('rolecall-command', { bubbles: true, composed: true });
    this.command = command;
  }
}
