import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources, root, type SourceFile } from './source-tree.ts';

const pages: SourceFile[] = [
  ...readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  ...readSources(['overlay', 'integrations', 'server', 'test'], '.md'),
];
const textOf = (path: string): string => pages.find((page) => page.path === path)?.text ?? '';
const exists = (path: string): boolean => existsSync(join(root, path));

/** As GitHub names a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const withoutCode = (text: string): string => text.replace(/^```[^]*?^```$/gm, '');
const anchorsIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));

/** Links that lead nowhere. */
function deadLinks({ path, text }: SourceFile): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : posix.join(posix.dirname(path), file);
    const page = exists(posix.join(target, 'README.md')) ? posix.join(target, 'README.md') : target;
    return (
      !exists(target) ||
      (anchor !== undefined && !anchorsIn(file === '' ? text : textOf(page)).includes(anchor))
    );
  });
}

/** Chapters that a page has twice: something was pasted where it does not belong. */
function doubledChapters({ text }: SourceFile): string[] {
  const chapters = [...withoutCode(text).matchAll(/^## (.*)$/gm)].map(([, name]) => name!);
  return chapters.filter((name, i) => chapters.indexOf(name) < i);
}

/** Paths in `backticks` of files and folders that are not there; with `…`, `<` or `{` they are no paths. */
function deadPaths({ path, text }: SourceFile, below: readonly string[]): string[] {
  const places = ['', posix.dirname(path), ...below];
  return [...text.matchAll(/`([\w./*-]+(?:\.(?:ts|mjs|md|css|json|cs|py)|\/))`/g)]
    .map(([, name]) => name!)
    .filter((name) => name.includes('/') && !name.startsWith('/') && !name.includes('*'))
    .filter((name) => !places.some((place) => exists(posix.join(place, name))));
}

describe('the pages for people', () => {
  it('are found, and the search bites', () => {
    expect(pages.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'server/README.md', 'test/README.md']),
    );
    const text = '# A (b)\n[x](README.md#start) [y](#a-b) [z](#a) [w](no.md) [v](test#none)\n`core/gone.ts`';
    expect(deadLinks({ path: 'README.md', text })).toEqual(['#a', 'no.md', 'test#none']);
    expect(doubledChapters({ path: 'README.md', text: '## A\n### B\n## C\n### B\n## A' })).toEqual(['A']);
    expect(
      deadPaths({ path: 'README.md', text: '`core/gone.ts` `core/decide.ts` `b.ts`' }, ['server']),
    ).toEqual(['core/gone.ts']);
  });

  it.each(pages.map((page) => [page.path, page] as const))('link to what there is: %s', (_path, page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  it.each(pages.map((page) => [page.path, page] as const))('have each chapter once: %s', (_path, page) => {
    expect(doubledChapters(page)).toEqual([]);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'server/README.md', 'overlay/README.md', 'test/README.md'])(
    'name files that there are: %s',
    (path) => {
      expect(deadPaths({ path, text: textOf(path) }, ['server', 'test'])).toEqual([]);
    },
  );
});
