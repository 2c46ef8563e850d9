import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readSources, root } from './source-tree.ts';

const server = readProject('tsconfig.json');
const overlay = readProject('overlay/tsconfig.json');

describe('the type checker', () => {
  it('sees every source file, in one project or the other', () => {
    const seen = new Set([...server.fileNames, ...overlay.fileNames].map((file) => file.toLowerCase()));
    const missed = readSources(['server', 'overlay', 'integrations', 'test'])
      .map(({ path }) => path)
      .filter((path) => !seen.has(join(root, path).replaceAll('\\', '/').toLowerCase()));
    expect(seen.size).toBeGreaterThan(30);
    expect(missed).toEqual([]);
  });

  it.each([
    ['a wrong type', 2322, "export const x: number = 'one';"],
    ['an index that may miss', 2322, 'export const f = (a: string[]): string => a[0];'],
    ['a possible null', 18047, 'export const f = (a: string | null): number => a.length;'],
    ['undefined for an optional', 2375, 'export const f = (): { a?: string } => ({ a: undefined });'],
    [
      'a type imported as a value',
      1484,
      "import { Log } from './log.ts';\nexport const f = (a: Log): Log => a;",
    ],
    ['an unused local', 6133, 'export function f(): void { const a = 1; }'],
  ])('finds %s', (_, code, text) => {
    for (const { options } of [server, overlay]) expect(check(text, options)).toContain(code);
  });
});

function readProject(path: string): ts.ParsedCommandLine {
  const project = ts.getParsedCommandLineOfConfigFile(join(root, path), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (!project) throw new Error(`${path} cannot be read`);
  return project;
}

/** The error codes of a file that exists only here. */
function check(text: string, options: ts.CompilerOptions): number[] {
  const planted = join(root, 'server/core/planted.ts').replaceAll('\\', '/');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === planted || fileExists(file);
  host.getSourceFile = (file, target) =>
    file === planted ? ts.createSourceFile(file, text, target, true) : getSourceFile(file, target);
  const program = ts.createProgram([planted], { ...options, types: [] }, host);
  return ts.getPreEmitDiagnostics(program).map(({ code }) => code);
}
