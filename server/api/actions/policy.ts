import {
  BUILT_IN_FEATURES,
  type FeaturePolicy,
  featureOf,
  LIMITED,
  MAX_FEATURES,
  type Policy,
  type Preset,
  withPreset,
} from '../../core/policy.ts';
import { ApiError } from '../../core/problem.ts';
import type { Params } from '../../protocol/actions.ts';
import { UnknownFeature } from '../mistakes.ts';
import { toFeatures } from '../wire.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';

type Part = Pick<Handlers, 'policy.get' | 'policy.set' | 'features.enable' | 'features.disable'>;

export function policyActions(services: Services): Part {
  const one = (policy: Policy, feature: string): FeaturePolicy => {
    const rules = featureOf(policy, feature);
    if (!rules) throw unknownFeature(services, feature);
    return rules;
  };
  const switchFeature = async (feature: string, enabled: boolean) => {
    const policy = await services.access.changePolicy((before) => {
      const rules = one(before, feature);
      return rules.enabled === enabled ? before : { ...before, [feature]: { ...rules, enabled } };
    });
    return toFeatures({ [feature]: one(policy, feature) });
  };
  return {
    'policy.get': ({ feature }) => {
      const policy = services.access.policy();
      return toFeatures(feature === undefined ? policy : { [feature]: one(policy, feature) });
    },
    'policy.set': async ({ feature = '', policy, preset }) => {
      if (policy === null) refuseRemoval(services, feature);
      return toFeatures(
        await services.access.changePolicy((before) => change(before, feature, policy, preset)),
      );
    },
    'features.enable': ({ feature }) => switchFeature(feature, true),
    'features.disable': ({ feature }) => switchFeature(feature, false),
  };
}

/** The schema has seen to it that there is either a preset, or a feature and its rules. */
function change(
  before: Policy,
  feature: string,
  rules: RulesPatch | null | undefined,
  preset: Preset | undefined,
): Policy {
  if (preset) return withPreset(before, preset);
  if (rules) {
    if (!featureOf(before, feature) && Object.keys(before).length >= MAX_FEATURES)
      throw new ApiError('invalid_params', `feature: there are ${MAX_FEATURES} features already`);
    return { ...before, [feature]: wholeRules(before, feature, rules) };
  }
  return Object.fromEntries(Object.entries(before).filter(([name]) => name !== feature));
}

type RulesPatch = NonNullable<Params<'access.preview'>['policy']>;

/** What was left out stays as it was; of a new feature it is as in every new one. */
export function wholeRules(before: Policy, feature: string, rules: RulesPatch): FeaturePolicy {
  return { ...(featureOf(before, feature) ?? LIMITED), ...rules };
}

/** What comes with Rolecall stays, and what is not there cannot go. */
export function refuseRemoval(services: Services, feature: string): void {
  if (BUILT_IN_FEATURES.includes(feature)) {
    const advice = 'switch it off with features.disable instead';
    throw new ApiError('invalid_params', `policy: "${feature}" cannot be removed; ${advice}`);
  }
  if (!featureOf(services.access.policy(), feature)) throw unknownFeature(services, feature);
}

export function unknownFeature(services: Services, feature: string): UnknownFeature {
  const known = Object.keys(services.access.policy()).join(', ');
  return new UnknownFeature('not_found', `There is no feature "${feature}". There are: ${known}.`);
}
