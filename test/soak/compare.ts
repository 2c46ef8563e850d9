import type { Api } from './api.ts';
import type { Model, Person, Subscription } from './model.ts';

interface WireRole {
  readonly role: string;
  readonly tier: string | null;
  readonly isGift: boolean;
  readonly gifterId: string | null;
}

interface WireViewer {
  readonly userId: string;
  readonly userLogin: string;
  readonly roles: readonly WireRole[];
}

/** What only a list can tell, and is left out when only events are to be judged. */
export interface Leniency {
  readonly skipSilent?: boolean;
  readonly skipGifter?: boolean;
  /** Asked after the roster was read. */
  readonly skip?: (person: Person) => boolean;
}

async function readRoster(api: Api): Promise<Map<string, WireViewer>> {
  const roster = new Map<string, WireViewer>();
  let cursor: string | null = null;
  do {
    const page: { items: WireViewer[]; cursor: string | null } = await api.call('viewers.list', {
      limit: 500,
      cursor,
    });
    for (const viewer of page.items) roster.set(viewer.userId, viewer);
    ({ cursor } = page);
  } while (cursor !== null);
  return roster;
}

/** Everybody of whom Rolecall knows something else than the truth. */
export async function differences(api: Api, model: Model, leniency: Leniency = {}): Promise<string[]> {
  const roster = await readRoster(api);
  const found: string[] = [];
  for (const person of model.people) {
    if (leniency.skipSilent && person.isSilent) continue;
    if (leniency.skip?.(person)) continue;
    const [is, should] = [shown(roster.get(person.userId), leniency), expected(person, leniency)];
    if (is !== should) found.push(`${person.userId}: has ${is}, should have ${should}`);
  }
  for (const userId of roster.keys()) if (!model.get(userId)) found.push(`${userId} is a stranger`);
  return found;
}

function shown(viewer: WireViewer | undefined, leniency: Leniency): string {
  if (!viewer) return 'nothing';
  const roles = viewer.roles.map(({ role, tier, isGift, gifterId }) =>
    role === 'subscriber' ? subscriptionText({ tier: tier ?? '?', isGift, gifterId }, leniency) : role,
  );
  return roles.length === 0 ? 'nothing' : `${viewer.userLogin} ${roles.sort().join('+')}`;
}

function expected({ facts, login, isHolder }: Person, leniency: Leniency): string {
  const roles = [
    facts.subscribers && subscriptionText(facts.subscribers, leniency),
    facts.vips && 'vip',
    facts.moderators && 'moderator',
  ].filter((role) => typeof role === 'string');
  return isHolder ? `${login} ${roles.sort().join('+')}` : 'nothing';
}

function subscriptionText(
  { tier, isGift, gifterId }: Omit<Subscription, 'tier'> & { readonly tier: string },
  { skipGifter }: Leniency,
): string {
  const gift = isGift ? ` gift${skipGifter ? '' : ` of ${gifterId ?? 'nobody'}`}` : '';
  return `subscriber ${tier}${gift}`;
}
