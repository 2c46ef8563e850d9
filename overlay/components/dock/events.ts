import type { Exception } from '../../lib/format/exceptions.ts';
import type { Person } from '../../lib/format/person.ts';
import type { Grant, Override } from '../../lib/state/open-viewer.ts';

/** What one press gives. */
export const QUICK_MINUTES = 10;

/** What the parts of the dock ask the page to do. */
export type ViewerCommand =
  | { readonly kind: 'refresh' | 'add-bot'; readonly person: Person }
  /** `feature`: what it is about; the first if it is not said. */
  | { readonly kind: 'open'; readonly person: Person; readonly feature?: string }
  | { readonly kind: 'give'; readonly person: Person; readonly feature: string; readonly minutes: number }
  | {
      readonly kind: 'deny' | 'allow';
      readonly person: Person;
      readonly feature: string;
      readonly until: string | null;
    }
  | { readonly kind: 'end-override'; readonly override: Override }
  | { readonly kind: 'end-grant'; readonly grant: Grant }
  | { readonly kind: 'menu'; readonly person: Person; readonly feature: string | null; readonly at: Point };

/** In px from the corner of the page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export class ViewerCommandEvent extends Event {
  constructor(readonly command: ViewerCommand) {
    super('rolecall-command', { bubbles: true, composed: true });
  }
}

/** What undoes an exception. */
export function endOf({ kind, of }: Exception): ViewerCommand {
  return kind === 'grant' ? { kind: 'end-grant', grant: of } : { kind: 'end-override', override: of };
}
