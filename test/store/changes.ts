import fc from 'fast-check';
import { KINDS, NO_DETAIL, TIERS, type RoleChange } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';

/** Few people and few logins, so that they meet: renamed, recycled and deleted accounts. */
const person = fc.record({
  userId: fc.integer({ min: 1, max: 8 }).map(String),
  userLogin: fc.constantFrom('', 'anna', 'ben', 'cleo', 'dan', 'emma', 'fay', 'gus', 'hal', 'ivy'),
});

const detail = fc.oneof(
  fc.constant(NO_DETAIL),
  fc.record({
    tier: fc.constantFrom(...TIERS),
    isGift: fc.boolean(),
    gifterId: fc.constantFrom(null, '77'),
    gifterLogin: fc.constantFrom(null, 'kind_soul', 'ünï "x"\n'),
  }),
);

/** Any change whatever, also one that makes no sense. */
export const anyChange: fc.Arbitrary<RoleChange> = fc
  .record({
    change: fc.constantFrom('granted' as const, 'updated' as const, 'revoked' as const),
    kind: fc.constantFrom(...KINDS),
    person,
    detail,
    at: fc.integer({ min: 1, max: 1e13 }),
    source: fc.constantFrom('startup', 'event', 'background-30min', 'api:ü'),
  })
  .map(({ change, kind, person: { userId, userLogin }, detail, at, source }) => {
    const user = { userId, userLogin, userDisplayName: userLogin.toUpperCase() };
    return change === 'revoked'
      ? { change, kind, user, at, source }
      : { change, kind, user, detail, at, source };
  });

/** What a number of transactions add up to, by memory alone. */
export function model(transactions: readonly (readonly RoleChange[])[]): Roster {
  const roster = new Roster();
  for (const change of transactions.flat()) roster.apply(change);
  return roster;
}
