import fc from 'fast-check';
import { PERKS_FOR, type PerkRow } from '../../server/core/perk-rows.ts';
import { KINDS, type ListRow, NO_DETAIL, type RoleChange, type RoleDetail } from '../../server/core/roles.ts';

/** Small worlds: few people and few names, so that they meet. */
export const userId = fc.integer({ min: 1, max: 8 }).map(String);
export const login = fc.constantFrom('', 'ann', 'bob', 'cat', 'dan', 'eve');
export const kind = fc.constantFrom(...KINDS);
export const tier = fc.constantFrom('1000', '2000', '3000');

const sort = fc.constantFrom('as_others', 'never');
const limit = fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined });
const row = fc
  .record({
    for: fc.constantFrom(...PERKS_FOR),
    minTier: fc.option(tier, { nil: undefined }),
    voice: fc.option(fc.constantFrom('Brian', 'Amy', 'Hans'), { nil: undefined }),
    maxChars: limit,
    maxSeconds: limit,
    volume: limit,
  })
  // What is not there is left out, as it is on the wire and on disk.
  .map((given) => ({ ...given, minTier: given.for === 'subscriber' ? given.minTier : undefined }))
  .map((given) => JSON.parse(JSON.stringify(given)) as PerkRow);

/** What rules say of viewers of other platforms, guests, newcomers and bots, and how who may may. */
export const sorts = {
  others: fc.constantFrom('never', 'everyone', 'members', 'moderators'),
  guests: sort,
  firstTimers: sort,
  bots: sort,
  perks: fc.array(row, { maxLength: 4 }),
} as const;

export const user = fc.record({
  userId,
  userLogin: login,
  userDisplayName: fc.constantFrom('Ann', 'Bob', '안녕', 'Ünal', 'EVE'),
});

export const detail: fc.Arbitrary<RoleDetail> = fc.oneof(
  fc.constant(NO_DETAIL),
  fc.record({
    tier,
    isGift: fc.boolean(),
    gifterId: fc.option(userId),
    gifterLogin: fc.option(login),
  }) as fc.Arbitrary<RoleDetail>,
);

export const change: fc.Arbitrary<RoleChange> = fc
  .record({
    change: fc.constantFrom('granted', 'updated', 'revoked'),
    kind,
    user,
    detail,
    at: fc.integer({ min: 1, max: 1_000_000 }),
    source: fc.constantFrom('startup', 'event'),
  })
  .map(({ change, detail, ...rest }) =>
    change === 'revoked' ? { change, ...rest } : { change: change as 'granted', detail, ...rest },
  );

/** Rows of a list as Twitch might show it: some people twice. */
export const rows: fc.Arbitrary<ListRow[]> = fc.array(fc.record({ user, detail }), { maxLength: 14 });
