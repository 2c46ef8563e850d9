import { toAnswer, toDecision, toPreview } from '../access-wire.ts';
import { byNumber } from '../paging.ts';
import type { CheckAnswer } from '../access-port.ts';
import type { ApiPorts } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTime } from '../wire.ts';
import { refuseRemoval, unknownFeature } from './policy.ts';

type Part = Pick<Handlers, 'access.check' | 'access.preview' | 'decisions.list'>;

export function accessActions(ports: ApiPorts): Part {
  return {
    'access.check': (asked, { onlyLooks = false }) => {
      const params = onlyLooks ? { ...asked, consume: false, record: false } : asked;
      const shown = (answer: CheckAnswer | null) => {
        if (!answer) throw unknownFeature(ports, params.feature);
        return toAnswer(answer);
      };
      const answer = ports.access.check(params);
      return answer instanceof Promise ? answer.then(shown) : shown(answer);
    },
    'access.preview': async ({ feature, policy, limit }) => {
      if (policy === null) refuseRemoval(ports, feature);
      return toPreview(feature, await ports.access.preview({ feature, policy, limit }));
    },
    'decisions.list': ({ limit, cursor, ...filter }) => {
      const { decisions } = ports.access;
      const page = byNumber((beforeId) => decisions.newest(filter, beforeId), limit, cursor);
      return {
        items: page.items.map(toDecision),
        cursor: page.cursor,
        counts: decisions.counts(filter),
        since: toTime(decisions.since),
      };
    },
  };
}
