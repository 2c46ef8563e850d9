import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Extracts a zip as the programs of the streamers do: by its list at the end. @returns the paths in it */
export async function unzip(zip: Buffer, folder: string): Promise<string[]> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  const paths: string[] = [];
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength, extra, comment] = [20, 28, 30, 32].map((offset) =>
      offset === 20 ? zip.readUInt32LE(at + offset) : zip.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + packed);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes));
    paths.push(path);
    at += 46 + nameLength + extra + comment;
  }
  return paths;
}
