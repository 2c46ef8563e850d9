// Puts the C# scripts for Streamer.bot together. There each is pasted as one text, so what several of them need
// stands here once, in shared/, and is written into every one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../server/launch/replace.mjs';

/** Where the sources are, from the root, and where the complete scripts go, from dist/. */
export const FOLDER = 'integrations/streamerbot';

/** Each script, and what of shared/ follows it, in this order. */
export const SCRIPTS = {
  CheckAccess: ['Ask'],
  TriggerSync: ['Change', 'Ask'],
  GrantMinutes: ['Viewer', 'Quote', 'Change', 'Ask'],
  MuteViewer: ['Viewer', 'Quote', 'Change', 'Ask'],
  SpeakMessage: [],
  ReadList: ['Quote', 'Ask'],
  WhyNot: ['Viewer', 'Quote', 'Change', 'Ask'],
  RegisterTriggers: [],
};

const COMPILED_WITH = '//\n// C# 7.2, .NET Framework 4.8. References: mscorlib.dll, System.dll.\n';

/** Writes dist/integrations/streamerbot/*.cs. @returns what was written, from dist/ */
export function buildScripts(root) {
  return Object.keys(SCRIPTS).map((name) => {
    const output = `${FOLDER}/${name}.cs`;
    replaceFile(join(root, 'dist', output), completeScript(root, name));
    return output;
  });
}

/** The text that people paste. */
export function completeScript(root, name) {
  const shared = SCRIPTS[name].map((each) => `shared/${each}`);
  const parts = [name, ...shared].map((each) => readPart(root, each));
  const [own, ...others] = parts;
  // Where Rolecall is comes first; it belongs to what comes last.
  const settings = [...others.slice(-1), own, ...others.slice(0, -1)].map((part) => part.settings);
  const usings = [...new Set(parts.flatMap((part) => part.usings))].sort();
  return [
    ...[...parts.map((part) => part.header), COMPILED_WITH, ...usings.map((using) => `using ${using};\n`)],
    '\npublic class CPHInline\n{\n',
    ...['    // ---- Settings ----\n\n', ...settings, '\n'],
    ...[parts.map((part) => part.rest).join('\n'), '}\n'],
  ].join('');
}

/** A part says first what it is, for readers of the source; what follows that is for those who paste the script. */
const PART =
  /^(?:\/\/.*\n)+(?:\n(?<header>(?:\/\/.*\n)+))?(?<usings>(?:using [\w.]+;\n)+)\npublic partial class CPHInline\n\{\n(?: {4}\/\/ ---- Settings ----\n\n(?<settings>(?: {4}.*\n)+)\n)?(?<rest> {4}\/\/ ---- [^]*)\}\n$/;

function readPart(root, name) {
  const text = readFileSync(join(root, FOLDER, `${name}.cs`), 'utf8').replaceAll('\r\n', '\n');
  const found = PART.exec(text)?.groups;
  if (!found) throw new Error(`${FOLDER}/${name}.cs is not built like a part of a script`);
  const usings = [...found.usings.matchAll(/^using (.+);$/gm)].map(([, using]) => using);
  return { header: found.header ?? '', usings, settings: found.settings ?? '', rest: found.rest };
}
