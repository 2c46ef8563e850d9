/** What editors, PowerShell and git put into a text: none of it is damage. */

import { CARRIAGE_RETURN, LINE_FEED } from './ascii.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the mark at the beginning says; null: there is none. */
function markedAs(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The text of a file, without the mark that may stand in front. @throws TypeError if it is no text */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(markedAs(bytes) ?? 'utf-8', { fatal: true }).decode(bytes);
}

/** Whether somebody saved a file of lines in another form than ours. @param head its beginning */
export function isForeign(head: Uint8Array): boolean {
  return markedAs(head) !== null || head[head.indexOf(LINE_FEED) - 1] === CARRIAGE_RETURN;
}

/** `plainLines` for a file that is too long to be read at once. */
export async function* plainBlocks(
  blocks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  let decoder = new TextDecoder();
  let isFirst = true;
  let held = '';
  for await (const block of blocks) {
    if (isFirst) decoder = new TextDecoder(markedAs(block) ?? 'utf-8');
    isFirst = false;
    const text = held + decoder.decode(block, { stream: true });
    // What ends in a return may go on with a line feed.
    const end = text.length - (/\r+$/.exec(text)?.[0].length ?? 0);
    held = text.slice(end);
    yield Buffer.from(text.slice(0, end).replace(/\r+\n/g, '\n'));
  }
  yield Buffer.from(held + decoder.decode());
}

/** The same lines in our form: UTF-8 without a mark, each line ended by a line feed alone. */
export function plainLines(bytes: Uint8Array): Buffer {
  const text = new TextDecoder(markedAs(bytes) ?? 'utf-8').decode(bytes);
  return Buffer.from(text.replace(/\r+\n/g, '\n'));
}
