import { featureOf } from '../../core/policy.ts';
import type { ApiPorts } from '../services.ts';
import type { Handlers } from '../router.ts';
import { unknownFeature } from './policy.ts';

type Part = Pick<Handlers, 'rewards.list' | 'rewards.create' | 'rewards.link'>;

/** Channel points: which reward gives what. */
export function rewardActions(ports: ApiPorts): Part {
  const checkFeature = (feature: string): void => {
    if (!featureOf(ports.policy(), feature)) throw unknownFeature(ports, feature);
  };
  return {
    'rewards.list': async () => ({ items: await ports.rewards.list() }),
    'rewards.create': async (params) => {
      checkFeature(params.feature);
      return ports.rewards.create(params);
    },
    'rewards.link': async ({ rewardId, feature = '', minutes }) => {
      if (minutes === null) return ports.rewards.unlink(rewardId);
      checkFeature(feature);
      return ports.rewards.link(rewardId, feature, minutes);
    },
  };
}
