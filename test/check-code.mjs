// What the type checker, the template checker and the linter say, in one process: each needs the types of everything,
// and to work them out takes longer than all that is then done with them. Fails if one of them finds anything.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { checkProgram, readProject } from './check-templates.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const formatHost = {
  getCurrentDirectory: () => root,
  getCanonicalFileName: (path) => path,
  getNewLine: () => '\n',
};

function createProgram(path) {
  const { fileNames, options } = readProject(path);
  return ts.createProgram(fileNames, options);
}

function findTypeFaults(program) {
  const faults = ts.getPreEmitDiagnostics(program);
  return faults.length > 0 ? [ts.formatDiagnosticsWithColorAndContext(faults, formatHost)] : [];
}

/** With the types of these programs; by itself the linter would work them out anew. */
async function lint(programs) {
  const parserOptions = { projectService: false, programs };
  const files = ['**/*.ts', '**/*.mts'];
  const eslint = new ESLint({ cwd: root, overrideConfig: [{ files, languageOptions: { parserOptions } }] });
  const results = await eslint.lintFiles(['.']);
  const text = await (await eslint.loadFormatter('stylish')).format(results);
  return text ? [text] : [];
}

const server = createProgram('tsconfig.json');
const overlay = createProgram('overlay/tsconfig.json');
const faults = [
  ...findTypeFaults(server),
  ...findTypeFaults(overlay),
  ...checkProgram(overlay),
  ...(await lint([server, overlay])),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
