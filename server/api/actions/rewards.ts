import { featureOf } from '../../core/policy.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { unknownFeature } from './policy.ts';

type Part = Pick<Handlers, 'rewards.list' | 'rewards.create' | 'rewards.link' | 'rewards.delete'>;

/** Channel points: which reward gives what. */
export function rewardActions(services: Services): Part {
  const checkFeature = (feature: string): void => {
    if (!featureOf(services.access.policy(), feature)) throw unknownFeature(services, feature);
  };
  return {
    'rewards.list': async () => ({ items: await services.channel.rewards.list() }),
    'rewards.create': async (params) => {
      checkFeature(params.feature);
      return services.channel.rewards.create(params);
    },
    'rewards.delete': async ({ rewardId }) => {
      await services.channel.rewards.delete(rewardId);
      return { rewardId };
    },
    'rewards.link': async ({ rewardId, feature = '', minutes }) => {
      if (minutes === null) return services.channel.rewards.unlink(rewardId);
      checkFeature(feature);
      return services.channel.rewards.link(rewardId, feature, minutes);
    },
  };
}
