import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** The paths that they are offered at, and where the build puts them, beside the folder of the pages. */
export const IMPORT = '/integrations/rolecall.sb';
export const SCRIPT = '/integrations/streamerbot/:script.cs';

/** What the build writes into it. */
const BUILT_FOR = 'http://127.0.0.1:7653';
/** Streamer.bot's mark before the gzip. */
const MARK = 'SBAE';

/**
 * Sends the file that Streamer.bot imports. Its address is the one that it was asked for under, which the guard
 * has checked: with another port nobody has to look for it in every action.
 */
export async function sendImport(pagesFolder: string, request: Request, response: Response): Promise<void> {
  const file = await readFile(join(pagesFolder, '..', IMPORT), 'utf8');
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' });
  response.attachment('rolecall.sb').type('txt');
  response.send(withAddress(file, addressOf(request.headers.host)));
}

/** Sends a script to paste, as text that a browser shows. */
export async function sendScript(
  pagesFolder: string,
  request: Request<{ script: string }>,
  response: Response,
): Promise<void> {
  const name = /^[A-Za-z]+$/.exec(request.params.script)?.[0] ?? '';
  const text = await readFile(join(pagesFolder, '../integrations/streamerbot', `${name}.cs`), 'utf8');
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' }).type('txt');
  response.send(text.replaceAll(BUILT_FOR, () => addressOf(request.headers.host)));
}

/** By number: Windows may try ::1 first for the name, where nobody listens. */
function addressOf(host = ''): string {
  return `http://${host.replace(/^localhost(?=:|$)/i, '127.0.0.1')}`;
}

function withAddress(file: string, address: string): string {
  if (address === BUILT_FOR) return file;
  const packed = Buffer.from(file, 'base64').subarray(MARK.length);
  const put = (text: string) => text.replaceAll(BUILT_FOR, () => address);
  const content: unknown = JSON.parse(gunzipSync(packed).toString('utf8'), (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (name === 'url') return put(value);
    // Streamer.bot's name for it; it is the source.
    if (name !== 'byteCode') return value;
    return Buffer.from(put(Buffer.from(value, 'base64').toString('utf8'))).toString('base64');
  });
  const repacked = gzipSync(JSON.stringify(content), { level: 9 });
  repacked.set([4, 0], 8); // as the build does: as in real exports
  return Buffer.concat([Buffer.from(MARK), repacked]).toString('base64');
}
