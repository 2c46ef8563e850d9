import ts from 'typescript';
import { parse } from './imports.ts';
import type { SourceFile } from './source-tree.ts';

const impure = new Set(
  (
    'setTimeout setInterval setImmediate queueMicrotask process performance fetch console crypto globalThis ' +
    'require WebSocket'
  ).split(' '),
);

/** Where a file reads a clock, chance or the world: the core takes all three as arguments. */
export function findImpurities(file: SourceFile): string[] {
  const source = parse(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = nameOf(node);
    if (name !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file.path}:${line + 1} uses ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText();
    return text === 'Date.now' || text === 'Math.random' ? text : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  return ts.isIdentifier(node) && impure.has(node.text) && !isMemberName(node) ? node.text : undefined;
}

/** `x.process`, `{ process: 1 }` and a method of that name are not the global. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent);
  return isMember && parent.name === node;
}

/** Statements of a module that do something as soon as it is imported. Declarations do not. */
export function findActions(file: SourceFile): string[] {
  return parse(file)
    .statements.filter((statement) => !isDeclaration(statement))
    .map((statement) => `${file.path} acts on import: ${statement.getText().slice(0, 60)}`);
}

const isDeclaration = (node: ts.Statement): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isExportAssignment(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node) ||
  ts.isModuleDeclaration(node) ||
  (ts.isVariableStatement(node) && !node.declarationList.declarations.some(startsSomething));

/** `const timer = setInterval(…)`, `const server = x.listen(…)`, `const data = await …` */
const startsSomething = ({ initializer }: ts.VariableDeclaration): boolean =>
  initializer !== undefined &&
  (ts.isAwaitExpression(initializer) ||
    (ts.isCallExpression(initializer) &&
      /^(setInterval|setTimeout|setImmediate|fetch)$|\.(listen|start|connect|open)$/.test(
        initializer.expression.getText(),
      )));
