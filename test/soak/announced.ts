import type { Api } from './api.ts';

export interface Announcement {
  readonly userId: string;
  readonly role: 'subscriber' | 'vip' | 'moderator';
  readonly change: 'granted' | 'revoked' | 'updated';
  readonly tier: string | null;
  readonly source: string;
}

interface PastRole {
  readonly role: string;
  readonly source: string;
  readonly revokedAt: string | null;
  readonly revokedSource: string | null;
}

/** Everything that Rolecall ever said in `roles.changed`: it must be in the history for ever. */
export class Announced {
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #unchecked = new Set<string>();
  onChange: (change: Announcement) => void = () => undefined;

  take(data: unknown): void {
    const { changes } = data as { changes: readonly Announcement[] };
    for (const change of changes) {
      if (change.change !== 'updated') this.#note(change);
      this.onChange(change);
    }
  }

  #note({ userId, role, change, source }: Announcement): void {
    const counts = this.#counts.get(userId) ?? new Map<string, number>();
    this.#counts.set(userId, counts);
    const key = `${change} ${role} ${source}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    this.#unchecked.add(userId);
  }

  /**
   * Looks people up in the history, those first of whom something was said since the last time.
   * @returns how many were looked up, and what is missing
   */
  async missing(api: Api, most: number): Promise<{ checked: number; missing: string[] }> {
    const missing: string[] = [];
    const userIds = [...this.#unchecked].slice(0, most);
    for (const userId of userIds) {
      this.#unchecked.delete(userId);
      // What is announced while it is looked up may be younger than the answer.
      const announced = [...(this.#counts.get(userId) ?? [])];
      const { items } = await api.call<{ items: PastRole[] }>('viewers.history', { userId });
      const found = new Map<string, number>();
      const add = (key: string): unknown => found.set(key, (found.get(key) ?? 0) + 1);
      for (const { role, source, revokedAt, revokedSource } of items) {
        add(`granted ${role} ${source}`);
        if (revokedAt !== null) add(`revoked ${role} ${revokedSource ?? ''}`);
      }
      for (const [key, count] of announced) {
        if ((found.get(key) ?? 0) < count)
          missing.push(`${userId}: ${key} was announced ${count}×, kept ${found.get(key) ?? 0}×`);
      }
    }
    return { checked: userIds.length, missing };
  }
}
