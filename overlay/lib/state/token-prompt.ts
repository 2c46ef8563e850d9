import type { RolecallClient } from '../../../integrations/client/index.ts';
import { type TokenEnteredEvent, TokenPanel } from '../../components/token-panel.ts';
import { forgetPageToken, keepPageToken, pageToken } from './page-token.ts';

/** A server that was just restarted is back sooner than this. */
const WAIT_MS = 800;

/**
 * Asks for an access token where the server lets nobody in without a valid one. A WebSocket does not say
 * why it was refused, so a plain request asks.
 */
export function promptForTokenWhenRefused(client: RolecallClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let panel: TokenPanel | null = null;
  const look = async (): Promise<void> => {
    const token = pageToken();
    if (client.state === 'open' || !(await isRefused(token))) return again();
    if (token !== undefined && !(await isRefused(undefined))) {
      // Not needed here (any more).
      forgetPageToken();
      location.reload();
      return;
    }
    panel ??= showPanel();
    panel.isWrong = token !== undefined;
  };
  const again = (): void => {
    clearTimeout(timer);
    if (client.state !== 'open') timer = setTimeout(() => void look(), WAIT_MS);
  };
  client.onState((state) => {
    if (state !== 'open') return again();
    clearTimeout(timer);
    if (panel) hidePanel(panel);
    panel = null;
  });
  again();
}

/** No answer is no refusal: the server is away. */
async function isRefused(token: string | undefined): Promise<boolean> {
  // What fits into no header is none of ours.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) return true;
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    return (await fetch('/health', { headers })).status === 401;
  } catch {
    return false;
  }
}

function showPanel(): TokenPanel {
  const panel = new TokenPanel();
  panel.addEventListener('rolecall-token', (event) => {
    const { token } = event as TokenEnteredEvent;
    if (keepPageToken(token)) location.reload();
    else location.search = `?token=${encodeURIComponent(token)}`;
  });
  for (const behind of pageParts()) behind.inert = true;
  document.body.append(panel);
  return panel;
}

function hidePanel(panel: TokenPanel): void {
  panel.remove();
  for (const behind of pageParts()) behind.inert = false;
}

const pageParts = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('body > *')];
