import { createClient, type RolecallClient } from '../../../integrations/client/index.ts';
import { takePageToken } from './page-token.ts';

/**
 * What every page begins with: a client of the server that it came from.
 * @param reload called when another build of the server was met
 */
export function openPage(reload = (): void => location.reload()): RolecallClient {
  const client = createClient({
    // Which page it is: the server tells the streamer when OBS shows it.
    url: `${location.origin}/?page=${location.pathname.slice(1)}`,
    token: takePageToken(),
  });
  reloadOnUpdate(client, reload);
  void client.connect();
  return client;
}

/** Another build of the server brings other pages: an OBS source is never reloaded by hand. */
function reloadOnUpdate(client: RolecallClient, reload: () => void): void {
  let build: string | null = null;
  client.on('hello', (hello) => {
    if (build !== null && build !== hello.build) reload();
    build = hello.build;
  });
}
