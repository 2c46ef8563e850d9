import type { EventData } from '../../server/protocol/events.ts';

type Decision = EventData<'access.decided'>;

export interface DecisionOf {
  readonly name: string;
  readonly reason: Decision['reason'];
  readonly allowed?: boolean;
  readonly feature?: string;
}

let lastId = 0;

/** What the server says of a check. */
export function decisionOf({ name, reason, allowed = true, feature = 'tts' }: DecisionOf): Decision {
  lastId += 1;
  return {
    allowed,
    feature,
    reason,
    message: 'A plain sentence that is not for the stream.',
    user: { userId: `id-of-${name}`, userLogin: name.toLowerCase(), userDisplayName: name },
    roles: [],
    tier: null,
    expiresAt: null,
    retryAfterMs: null,
    perks: { voice: null, maxChars: null, maxSeconds: null, volume: null },
    decisionId: lastId,
    at: new Date().toISOString(),
    platform: 'twitch',
    consume: true,
    said: false,
  };
}
