const KEY = 'rolecall-token';

/**
 * The access token that the page was opened with: `?token=`, or from before the page was loaded again.
 * It is taken out of the visible address, which ends up in screenshots and histories, and kept for this tab.
 */
export function takePageToken(): string | undefined {
  const url = new URL(location.href);
  const given = url.searchParams.get('token');
  if (given === null) return pageToken();
  if (keepPageToken(given)) {
    url.searchParams.delete('token');
    history.replaceState(history.state, '', url);
  }
  return given;
}

/** @returns false where nothing can be kept: then the address has to go on holding it */
export function keepPageToken(token: string): boolean {
  try {
    sessionStorage.setItem(KEY, token);
    return true;
  } catch {
    return false;
  }
}

/** The same, while the page is open. */
export function pageToken(): string | undefined {
  const inAddress = new URLSearchParams(location.search).get('token');
  if (inAddress !== null) return inAddress;
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetPageToken(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Then nothing was kept either.
  }
}
