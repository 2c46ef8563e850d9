import type { AccessSystem } from './access/service.ts';
import { createAccessPort } from './access/access-port.ts';
import { Finder } from './access/finder.ts';
import type { DataPort } from './api/data-ports.ts';
import type { DemoPort } from './api/demo-port.ts';
import type { AddressFacts, TokensPort } from './api/installation-ports.ts';
import type { AccessPort, CheckAnswer } from './api/access-port.ts';
import type { ApiPorts } from './api/services.ts';
import type { RewardsPort } from './api/rewards-port.ts';
import type { TwitchPort } from './api/twitch-port.ts';
import type { PeerSystem } from './peers/peers.ts';
import type { ChannelExtras } from './channel/audience.ts';
import type { ChannelCounts } from './channel/counts.ts';
import type { Clock } from './core/clock.ts';
import type { Live } from './channel/live.ts';
import type { StatusBoard } from './channel/status.ts';
import type { Stores } from './store/stores.ts';
import type { BackgroundSync } from './sync/background.ts';
import type { DenialLookUp } from './sync/denial-lookup.ts';
import { SyncError } from './sync/ports.ts';
import type { RoleSync } from './sync/role-sync.ts';
import type { TwitchLogin } from './twitch/login.ts';
import type { TwitchHttp } from './twitch/twitch-http.ts';
import type { Policy } from './core/policy.ts';
import { toSettingsValues } from './backup/export.ts';
import { lookUpAccount, lookUpViewer } from './channel/lookup.ts';

export interface ApiPortsParts {
  readonly version: string;
  readonly isDemo: boolean;
  readonly clock: Clock;
  readonly stores: Stores;
  readonly sync: RoleSync;
  readonly access: AccessSystem;
  readonly denials: DenialLookUp;
  readonly background: BackgroundSync;
  readonly board: StatusBoard;
  readonly live: Live;
  readonly http: TwitchHttp;
  readonly login: TwitchLogin;
  readonly twitch: TwitchPort;
  readonly rewards: RewardsPort;
  readonly data: DataPort;
  readonly extras: ChannelExtras;
  readonly tokens: TokensPort;
  readonly counts: ChannelCounts;
  addresses(): AddressFacts;
  readonly peers: PeerSystem;
  readonly demo: DemoPort;
  /** The rules were changed and stored. */
  onPolicy(policy: Policy): void;
  /** Settings were changed and stored: what is asked of Twitch may be another. */
  onSettings(): void;
  onStatus(): void;
}

/** What the actions need, taken from the parts of the house. */
export function createApiPorts(parts: ApiPortsParts): ApiPorts {
  const { clock, stores, sync, live, login } = parts;
  const { roster } = stores.roster;
  const startedAt = clock.monotonic();
  const finder = new Finder({
    people: parts.access.people,
    names: parts.access.names,
    isConnected: () => login.channel() !== null,
    lookUp: (who, limitMs) => lookUpAccount({ http: parts.http, login }, who, limitMs),
  });
  const settingsValues = () => toSettingsValues(stores.settings.get());
  return {
    info: {
      version: parts.version,
      isDemo: parts.isDemo,
      uptimeMs: () => Math.round(clock.monotonic() - startedAt),
    },
    roster,
    access: createAccessPort({
      system: parts.access,
      clock,
      check: (request) => checkAndLookUp(parts, request),
      finder,
    }),
    status: () => parts.board.facts(),
    history: (userId) => stores.roster.history(userId),
    recentChanges: (limit) => stores.roster.recent(limit),
    policy: () => stores.settings.get().policy,
    async changePolicy(change) {
      const before = stores.settings.get().policy;
      const { policy } = await stores.settings.updatePolicy(change);
      if (policy !== before) parts.onPolicy(policy);
      return policy;
    },
    sync: {
      runs: () => stores.runs.runs(),
      counts: (spanMs, limit) => parts.counts.between(spanMs, limit),
      request: (request) => (login.channel() ? sync.request(request) : null),
    },
    settings: {
      get: settingsValues,
      async set(patch) {
        const given = Object.entries(patch).filter(([, value]) => value !== undefined);
        if (given.length > 0) {
          await stores.settings.update(Object.fromEntries(given));
          if (patch.intervalMinutes !== undefined) parts.background.reschedule();
          parts.onSettings();
          parts.onStatus();
        }
        return settingsValues();
      },
    },
    twitch: parts.twitch,
    rewards: parts.rewards,
    data: parts.data,
    tokens: parts.tokens,
    addresses: () => parts.addresses(),
    peers: parts.peers.port,
    demo: parts.demo,
    stream: {
      onStarted() {
        live.stream.onStarted('obs', null);
        return live.stream.state;
      },
      onStopped() {
        live.stream.onStopped('obs');
        if (!live.stream.state.live) parts.access.endStream();
        return live.stream.state;
      },
    },
    refreshViewer: (who) =>
      lookUpViewer({ roster, http: parts.http, login, live }, finder.toAsk(who), 'api:viewers.refresh'),
    async deleteData() {
      const deleted = roster.size;
      sync.cancel(new SyncError('cancelled', 'The data was deleted during the sync.'));
      await stores.roster.deleteAll();
      await parts.access.deleteAll();
      await parts.peers.forget();
      parts.extras.forget();
      await stores.runs.clear();
      sync.forget();
      await parts.counts.clear();
      if (!login.channel()) await stores.tokens.forgetBroadcaster();
      parts.onStatus();
      return deleted;
    },
  };
}

/** The answer comes from memory, at once but for a follower; a denied viewer may be asked for afterwards. */
function checkAndLookUp(
  { access, denials }: ApiPortsParts,
  request: Parameters<AccessPort['check']>[0],
): ReturnType<AccessPort['check']> {
  const answer = access.checkPatiently(request);
  if (!request.record) return answer;
  const lookUpIfDenied = (given: CheckAnswer | null): typeof given => {
    if (given?.reason === 'no_matching_rule' || given?.reason === 'roles_unknown') {
      const { userId, userLogin } = given.user;
      if (userId !== null) denials.onDenied({ userId });
      else if (userLogin !== null) denials.onDenied({ user: userLogin });
    }
    return given;
  };
  return answer instanceof Promise ? answer.then(lookUpIfDenied) : lookUpIfDenied(answer);
}
