import open from 'open';

/** Shows an address in the streamer's browser. Having none is no reason to stop: the address was printed. */
export async function showInBrowser(url: string): Promise<void> {
  const child = await open(url);
  child.on('error', () => undefined);
}
