import { byId } from '../paging.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTime, toTimeOrNull } from '../wire.ts';

type Part = Pick<Handlers, 'tokens.create' | 'tokens.list' | 'tokens.revoke' | 'server.addresses'>;

/** Who may come in, and where. */
export function tokenActions(services: Services): Part {
  return {
    'tokens.create': async ({ name, level }) => {
      const created = await services.tokens.create(name, level);
      return { ...created, createdAt: toTime(created.createdAt) };
    },
    'tokens.list': ({ limit, cursor }) => {
      const page = byId(services.tokens.list(), ({ id }) => id, limit, cursor);
      const items = page.items.map((token) => ({
        ...token,
        createdAt: toTime(token.createdAt),
        lastUsedAt: toTimeOrNull(token.lastUsedAt),
      }));
      return { items, cursor: page.cursor };
    },
    'tokens.revoke': async ({ id }) => ({ revoked: await services.tokens.revoke(id) }),
    'server.addresses': () => {
      const { addresses, ...listening } = services.addresses.view();
      return { ...listening, addresses: addresses.map((each) => ({ ...each })) };
    },
  };
}
