import { byNumber } from '../paging.ts';
import type { AccessAnswer } from '../../access/check.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toAnswer, toDecision, toPreview, toTime } from '../wire.ts';
import { refuseRemoval, unknownFeature, wholeRules } from './policy.ts';

type Part = Pick<Handlers, 'access.check' | 'access.preview' | 'decisions.list'>;

export function accessActions(services: Services): Part {
  return {
    'access.check': (asked, { onlyLooks = false, name = null }) => {
      const params = onlyLooks ? { ...asked, consume: false, record: false } : asked;
      if (name !== null && params.record) services.callers.noteQuestion(name);
      const shown = (answer: AccessAnswer | null) => {
        if (!answer) throw unknownFeature(services, params.feature);
        return toAnswer(answer);
      };
      const answer = services.access.check(params);
      return answer instanceof Promise ? answer.then(shown) : shown(answer);
    },
    'access.preview': async ({ feature, policy, limit }) => {
      if (policy === null) refuseRemoval(services, feature);
      const after = policy && wholeRules(services.access.policy(), feature, policy);
      return toPreview(feature, await services.access.preview({ feature, policy: after, limit }));
    },
    'decisions.list': ({ limit, cursor, ...filter }) => {
      const { decisions } = services.access;
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
