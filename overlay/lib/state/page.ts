import { createClient, type RolecallClient } from '../../../integrations/client/index.ts';
import { takePageToken } from './page-token.ts';
import { language } from '../texts/language.ts';

/** What every page begins with: its language set, and a client of the server that it came from. */
export function openPage(): RolecallClient {
  document.documentElement.lang = language;
  const client = createClient({
    url: location.origin,
    token: takePageToken(),
  });
  reloadOnUpdate(client);
  void client.connect();
  return client;
}

/** A server of another version brings other pages: an OBS source is never reloaded by hand. */
function reloadOnUpdate(client: RolecallClient): void {
  let version: string | null = null;
  client.on('hello', (hello) => {
    if (version !== null && version !== hello.version) location.reload();
    version = hello.version;
  });
}
