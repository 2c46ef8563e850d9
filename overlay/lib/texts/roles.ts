import { roleTexts as words } from './en/roles.ts';
import { ofPage } from './language.ts';

export const roleTexts = ofPage({ ...words, source: sourceOf });

/** A caller like `api:Streamer.bot` has the name that it gave itself. */
function sourceOf(source: string): string {
  if (source.startsWith('background')) return words.background;
  return words.sources[source] ?? source.replace(/^api:/, '');
}
