import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { TokenEnteredEvent, TokenPanel } from '../../components/token-panel.ts';
import { authorization } from './http-action.ts';
import { forgetPageToken, keepPageToken, pageToken } from './page-token.ts';

/** A server that restarts is back sooner. */
const WAIT_MS = 800;

/**
 * Asks for an access token if the server refuses this page. A WebSocket does not say why it was refused, so an
 * HTTP request finds out.
 */
export function promptForTokenWhenRefused(client: RolecallClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let panel: TokenPanel | null = null;
  const isOpen = (): boolean => client.state === 'open';
  const check = async (): Promise<void> => {
    const token = pageToken();
    if (isOpen() || !(await isRefused(token))) return again();
    if (token !== undefined && !(await isRefused(undefined))) {
      // The server needs no token (any more), only this one is wrong.
      forgetPageToken();
      location.reload();
      return;
    }
    const { TokenPanel } = await import('../../components/token-panel.ts');
    if (isOpen()) return; // let in meanwhile
    panel ??= showPanel(new TokenPanel());
    panel.isWrong = token !== undefined;
  };
  const again = (): void => {
    clearTimeout(timer);
    if (!isOpen()) timer = setTimeout(() => void check().catch(again), WAIT_MS);
  };
  client.onState((state) => {
    if (state !== 'open') return again();
    clearTimeout(timer);
    panel?.remove();
    if (panel) setInert(false);
    panel = null;
  });
  again();
}

async function isRefused(token: string | undefined): Promise<boolean> {
  // A header cannot carry anything else, so it is no token of ours.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) return true;
  try {
    return (await fetch('/health', { headers: authorization(token) })).status === 401;
  } catch {
    return false; // the server is away
  }
}

function showPanel(panel: TokenPanel): TokenPanel {
  panel.addEventListener('rolecall-token', (event) => {
    const { token } = event as TokenEnteredEvent;
    if (keepPageToken(token)) location.reload();
    else location.search = `?token=${encodeURIComponent(token)}`;
  });
  setInert(true);
  document.body.append(panel);
  return panel;
}

/** Whether the page behind the panel takes no input. */
function setInert(isInert: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>('body > *')) element.inert = isInert;
}
