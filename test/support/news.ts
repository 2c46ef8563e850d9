import { NewsTally, type RoleNews } from '../../server/core/role-news.ts';
import type { RoleChange } from '../../server/core/roles.ts';

/** What is told of changes that were made as one. */
export function newsOf(changes: readonly RoleChange[]): RoleNews {
  const tally = new NewsTally();
  tally.add(changes);
  return tally.news;
}
