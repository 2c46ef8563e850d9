import type { Exception } from '../format/exceptions.ts';
import { beganAt } from '../format/exceptions.ts';

type Kind = Exception['kind'];

/** What is read of the overrides, or of the grants: newest first, down to the cursor. */
interface Part {
  items: readonly Exception[];
  /** null: read to the end. */
  next: string | null;
}

/**
 * Overrides and grants in one list, newest first. The server has a list of each, so it is shown only as far
 * down as both are read. Pure.
 */
export class ExceptionPages {
  readonly #parts: Record<Kind, Part> = {
    override: { items: [], next: '' },
    grant: { items: [], next: '' },
  };

  /** What to read next to see more: the list that is read least far back. null: all is read. */
  get short(): { readonly kind: Kind; readonly cursor: string } | null {
    const kinds = (['override', 'grant'] as const).filter((kind) => this.#parts[kind].next !== null);
    const [kind] = kinds.sort((a, b) => (this.#depthOf(a) < this.#depthOf(b) ? 1 : -1));
    return kind ? { kind, cursor: this.#parts[kind].next ?? '' } : null;
  }

  /** Down to where every list is read. */
  get items(): Exception[] {
    const all = Object.values(this.#parts).flatMap(({ items }) => items);
    const depth = this.short ? this.#depthOf(this.short.kind) : '';
    return all.filter((item) => beganAt(item) >= depth).sort((a, b) => (beganAt(a) < beganAt(b) ? 1 : -1));
  }

  /** A page that continues what is read. */
  append(kind: Kind, items: readonly Exception[], next: string | null): void {
    const part = this.#parts[kind];
    const known = new Set(part.items.map(idOf));
    part.items = [...part.items, ...items.filter((item) => !known.has(idOf(item)))];
    part.next = next;
  }

  /** It takes the place of what the viewer had for that feature. */
  put(item: Exception): void {
    const part = this.#parts[item.kind];
    part.items = [item, ...part.items.filter((other) => !isSameRight(other, item))];
  }

  remove(item: Exception): void {
    const part = this.#parts[item.kind];
    part.items = part.items.filter((other) => idOf(other) !== idOf(item));
  }

  /** How far back a list is read: a time, '' for all of it; of one never read nothing is old enough. */
  #depthOf(kind: Kind): string {
    const { items, next } = this.#parts[kind];
    if (next === null) return '';
    const last = items.at(-1);
    return last ? beganAt(last) : '~';
  }
}

const idOf = ({ kind, of }: Exception): string =>
  kind === 'grant' ? `grant ${of.grantId}` : `override ${of.overrideId}`;

function isSameRight({ of: a }: Exception, { of: b }: Exception): boolean {
  return a.userId === b.userId && a.platform === b.platform && a.feature === b.feature;
}
