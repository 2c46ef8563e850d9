// How this Rolecall came to be here: built from its sources, or as a download that somebody made. A download has a file
// beside its program that says so; what it says goes into what streamers are told to do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where it is, from the folder of the built `main.js`. */
export const DISTRIBUTION_FILE = 'distribution.json';

export const FROM_SOURCES = { command: 'npm start --', releases: null, clientId: null };

/** @param folder that of the built `main.js` */
export function readDistribution(folder) {
  try {
    return { ...FROM_SOURCES, ...JSON.parse(readFileSync(join(folder, DISTRIBUTION_FILE), 'utf8')) };
  } catch {
    return FROM_SOURCES;
  }
}
