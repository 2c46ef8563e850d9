import ts from 'typescript';
import { parse } from './imports.ts';
import type { SourceFile } from './source-tree.ts';

/** Attributes that people read or hear. */
const READ =
  /^(title|aria-label|aria-description|aria-roledescription|aria-valuetext|placeholder|alt|label|hint)$/;
/** The brand, and what is the same in every language. */
const ALLOWED = new Set(['Equals', 'Rolecall', 'OBS', 'Twitch', 'QR', 'px', 'ms', 'min']);
const HOLE = '\uE000';

export interface FoundWords {
  readonly path: string;
  readonly line: number;
  readonly words: string;
}

/** Words of people in Lit's templates: in texts, in attributes that are read, and in what is put into either. */
export function findWords(file: SourceFile): FoundWords[] {
  const source = parse(file);
  const found: FoundWords[] = [];
  const report = (node: ts.Node, text: string): void => {
    const words = text.match(/\p{L}{2,}/gu)?.filter((word) => !ALLOWED.has(word)) ?? [];
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (words.length > 0) found.push({ path: file.path, line: line + 1, words: words.join(' ') });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ['html', 'svg'].includes(node.tag.getText())) {
      const { texts, isReadHole } = splitTemplate(textOf(node.template));
      for (const text of texts) report(node, text);
      const holes = ts.isTemplateExpression(node.template) ? node.template.templateSpans : [];
      holes.forEach(({ expression }, index) => {
        if (isReadHole[index]) for (const literal of literalsOf(expression)) report(literal, literal.text);
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(template: ts.TemplateLiteral): string {
  if (!ts.isTemplateExpression(template)) return template.text;
  return template.head.text + template.templateSpans.map(({ literal }) => HOLE + literal.text).join('');
}

/** What an expression may turn out to be, as far as it is written there. */
function literalsOf(node: ts.Expression): ts.StringLiteralLike[] {
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const chooses = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken];
    if (chooses.includes(kind)) return [...literalsOf(node.left), ...literalsOf(node.right)];
    return kind === ts.SyntaxKind.AmpersandAmpersandToken ? literalsOf(node.right) : [];
  }
  return [];
}

/** What is read in a template or a page, and for each of its holes whether what fills it is read. */
export function splitTemplate(template: string): { texts: string[]; isReadHole: boolean[] } {
  const texts: string[] = [];
  const isReadHole: boolean[] = [];
  const take = (text: string, isRead: boolean): void => {
    if (isRead) texts.push(text);
    for (const character of text) if (character === HOLE) isReadHole.push(isRead);
  };
  const tokens =
    /<!--[^]*?-->|<(style|script)\b[^]*?<\/\1>|<!?\/?[\w-]+((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</g;
  for (const [token, raw, attributes] of template.matchAll(tokens)) {
    if (raw !== undefined || token.startsWith('<!--')) take(token, false);
    else if (attributes === undefined) take(token, true);
    else {
      for (const [all, name = '', double, single, bare] of attributes.matchAll(
        /([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g,
      )) {
        const value = double ?? single ?? bare;
        if (value === undefined) take(all, false);
        else take(value, READ.test(name.replace(/^[.?]/, '')));
      }
    }
  }
  return { texts, isReadHole };
}
