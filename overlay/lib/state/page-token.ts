const KEY = 'rolecall-token';

/**
 * The access token of the page, from `?token=` or from before a reload. It is removed from the address, which
 * can be seen in screenshots and the browser's history, and kept for this tab.
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

/** @returns false if it cannot be kept: then it has to stay in the address */
export function keepPageToken(token: string): boolean {
  try {
    sessionStorage.setItem(KEY, token);
    return true;
  } catch {
    return false;
  }
}

/** The access token, without touching the address. */
export function pageToken(): string | undefined {
  const inAddress = new URLSearchParams(location.search).get('token');
  if (inAddress !== null) return inAddress;
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The path with the token of this page, if it has one. */
export function withToken(path: string): string {
  const token = pageToken();
  return token === undefined ? path : `${path}?token=${encodeURIComponent(token)}`;
}

export function forgetPageToken(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing can be kept here, so there is nothing to forget.
  }
}
