import { TwitchError } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { ChannelState } from '../channel-state.ts';
import { audienceRoutes } from './audience.ts';
import type { HelixCall, HelixRoute } from './context.ts';
import { momentOf } from './moment.ts';
import type { MomentParts } from './moment.ts';
import { redemptionRoutes } from './redemptions.ts';
import { rewardRoutes } from './rewards.ts';
import { roleRoutes } from './roles.ts';
import { userRoutes } from './users.ts';

const routes = new Map<string, HelixRoute>(
  Object.entries({ ...roleRoutes, ...userRoutes, ...audienceRoutes, ...rewardRoutes, ...redemptionRoutes }),
);

/** Answers one authenticated Helix call. Throws TwitchError: 404 unknown path, 401 missing scope, and the handlers' own. */
export function answerHelix(call: Omit<HelixCall, 'moment'> & MomentParts): Reply {
  const route = routes.get(`${call.faultCall.method} ${call.faultCall.path}`);
  if (!route) throw new TwitchError(404, '');
  const { scopes } = route;
  if (scopes.length > 0 && !scopes.some((scope) => call.token.scopes.has(scope))) {
    throw new TwitchError(401, `Missing scope: ${scopes.join(' or ')}`);
  }
  const moment = momentOf(call.query, call.faultCall, call);
  return route.handle({ ...call, truth: channelAsked(call), moment });
}

/** Everybody may ask about his own channel; all other questions are about the broadcaster's. */
function channelAsked({ query, token, truth }: Pick<HelixCall, 'query' | 'token' | 'truth'>): ChannelState {
  return query.get('broadcaster_id') === token.userId ? truth.channelOf(token.userId) : truth;
}
