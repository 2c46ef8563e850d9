import { posix } from 'node:path';
import ts from 'typescript';
import { importTable } from './import-table.ts';
import type { SourceFile } from './source-tree.ts';

/** One import, re-export, `import()` or `import('…').Type`. */
export interface ImportEdge {
  readonly from: string;
  /** A path from the top of the project, a package name, or `node:…`. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Of files that were read once; several tests ask about all of them. */
const found = new WeakMap<SourceFile, ImportEdge[]>();

export function findImports(file: SourceFile): ImportEdge[] {
  const edges = found.get(file) ?? parseImports(file);
  found.set(file, edges);
  return edges;
}

function parseImports({ path, text }: SourceFile): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    const name = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '(not a literal)';
    const to = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
    edges.push({ from: path, to, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoad(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parse({ path, text }));
  return edges;
}

const isLoad = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');

export function parse({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** The layer of a file: the longest folder of the table that it is in. `server` means its own files only. */
export function layerOf(path: string): string | undefined {
  const fits = (folder: string): boolean =>
    folder === 'server' ? posix.dirname(path) === 'server' : path.startsWith(`${folder}/`);
  return Object.keys(importTable)
    .filter(fits)
    .sort((a, b) => b.length - a.length)[0];
}

/** What breaks the table, one readable line each. */
export function findViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return [`${file.path} is in no folder of the import table`];
    return findImports(file)
      .filter((edge) => !isAllowed(layer, edge))
      .map(({ from, to, typeOnly }) => `${from} must not import ${typeOnly ? 'the types of ' : ''}${to}`);
  });
}

function isAllowed(layer: string, { to, typeOnly }: ImportEdge): boolean {
  const entries = [layer === 'server' ? 'server/*' : layer, ...(importTable[layer] ?? [])];
  return entries.some((entry) =>
    entry.startsWith('type ') ? typeOnly && matches(entry.slice(5), to) : matches(entry, to),
  );
}

function matches(entry: string, to: string): boolean {
  if (entry === 'node:') return to.startsWith('node:');
  if (entry.endsWith('/*')) return to.startsWith(entry.slice(0, -1));
  return to === entry || to.startsWith(`${entry}/`);
}

/** Folders or files that import each other, directly or round a corner, as `a -> b -> a`. */
export function findCycles(edges: readonly (readonly [from: string, to: string])[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const cycles: string[] = [];
  const finished = new Set<string>();
  const walk = (folder: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(folder);
    if (seen >= 0) cycles.push([...trail.slice(seen), folder].join(' -> '));
    if (seen >= 0 || finished.has(folder)) return;
    for (const to of next.get(folder) ?? []) walk(to, [...trail, folder]);
    finished.add(folder);
  };
  for (const folder of next.keys()) walk(folder, []);
  return cycles;
}

/** The edges between files; who imports a type imports the file that it is in. */
export function fileEdges(files: readonly SourceFile[]): (readonly [string, string])[] {
  return files.flatMap(findImports).map(({ from, to }) => [from, to] as const);
}

/** The edges between layers that the files really have. */
export function layerEdges(files: readonly SourceFile[]): (readonly [string, string])[] {
  return files.flatMap(findImports).flatMap(({ from, to }) => {
    const [a, b] = [layerOf(from), layerOf(to)];
    return a !== undefined && b !== undefined ? [[a, b] as const] : [];
  });
}
