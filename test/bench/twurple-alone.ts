import { ApiClient } from '@twurple/api';
import { StaticAuthProvider } from '@twurple/auth';

export interface TwurpleOptions {
  readonly port: number;
  readonly token: string;
  readonly broadcasterId: string;
}

/** Reads the three lists as twurple does it, and keeps nothing. A client for each: one alone reads them in turns. */
export async function readAlone({ port, token, broadcasterId }: TwurpleOptions): Promise<void> {
  process.env['TWURPLE_MOCK_API_PORT'] = String(port);
  const authProvider = new StaticAuthProvider('simulator-client', token);
  const client = (): ApiClient => new ApiClient({ authProvider });
  await Promise.all([
    client().subscriptions.getSubscriptionsPaginated(broadcasterId).getAll(),
    client().channels.getVipsPaginated(broadcasterId).getAll(),
    client().moderation.getModeratorsPaginated(broadcasterId).getAll(),
  ]);
}
