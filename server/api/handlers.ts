import { accessActions } from './actions/access.ts';
import { exceptionActions } from './actions/exceptions.ts';
import { dataActions } from './actions/data.ts';
import { demoActions } from './actions/demo.ts';
import { diagnosticsActions } from './actions/diagnostics.ts';
import { peerActions } from './actions/peers.ts';
import { policyActions } from './actions/policy.ts';
import { rewardActions } from './actions/rewards.ts';
import { serverActions } from './actions/server.ts';
import { settingsActions } from './actions/settings.ts';
import { sourceActions } from './actions/source.ts';
import { syncActions } from './actions/sync.ts';
import { tokenActions } from './actions/tokens.ts';
import { twitchActions } from './actions/twitch.ts';
import { viewerActions } from './actions/viewers.ts';
import { warningActions } from './actions/warnings.ts';
import type { EventHub } from './event-hub.ts';
import type { Services } from './services.ts';
import type { Handlers } from './router.ts';

/** Every action of the registry with its handler. */
export function createHandlers(services: Services, hub: EventHub): Handlers {
  return {
    ...serverActions(services, hub),
    ...syncActions(services),
    ...accessActions(services),
    ...policyActions(services),
    ...exceptionActions(services),
    ...rewardActions(services),
    ...peerActions(services),
    ...viewerActions(services),
    ...settingsActions(services),
    ...tokenActions(services),
    ...twitchActions(services),
    ...sourceActions(services),
    ...dataActions(services),
    ...demoActions(services),
    ...diagnosticsActions(services),
    ...warningActions(services),
  };
}
