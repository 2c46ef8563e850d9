// Type-checks Lit's templates, which the type checker takes for texts: elements, properties, attributes and slots
// that do not exist, and values of a wrong type. By itself it checks overlay/ and fails if anything is wrong there.
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLitAnalyzerContext, LitAnalyzer, makeConfig } from '@jackolope/lit-analyzer';
import ts from 'typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const slashed = (path) => path.replaceAll('\\', '/');

/**
 * One line for each fault: `overlay/pages/dock/panes.ts:12 no-unknown-property: Unknown property 'dayz'.`
 * @param planted path and text of a file that exists only here; if given, only this one is checked
 */
export function checkTemplates(planted) {
  const { fileNames, options } = readProject('overlay/tsconfig.json');
  const file = planted && slashed(join(root, planted.path));
  const host = ts.createCompilerHost(options);
  if (planted) plant(host, file, planted.text);
  return checkProgram(ts.createProgram(planted ? [file] : fileNames, options, host), file);
}

/** The same for a program that is there already. @param file the only one to be checked, if given */
export function checkProgram(program, file) {
  const context = new DefaultLitAnalyzerContext({ ts, getProgram: () => program });
  context.updateConfig(makeConfig({ strict: true, dontSuggestConfigChanges: true }));
  const analyzer = new LitAnalyzer(context);
  const checked = (path) => (file ? path === file : path.startsWith(slashed(join(root, 'overlay/'))));
  return program
    .getSourceFiles()
    .filter(({ fileName }) => checked(fileName))
    .flatMap((source) => analyzer.getDiagnosticsInFile(source).map((fault) => lineOf(source, fault)));
}

/** @param path of a tsconfig.json, from the top of the project */
export function readProject(path) {
  const project = ts.getParsedCommandLineOfConfigFile(join(root, path), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  return project;
}

function plant(host, file, text) {
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, target) =>
    path === file ? ts.createSourceFile(path, text, target, true) : getSourceFile(path, target);
}

function lineOf(source, { location, message, fixMessage, source: rule }) {
  const { line } = source.getLineAndCharacterOfPosition(location.start);
  const path = slashed(relative(root, source.fileName));
  return `${path}:${line + 1} ${rule}: ${[message, fixMessage].filter(Boolean).join(' ')}`;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const faults = checkTemplates();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
