import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds, one line each. Evaluated past the page's content security policy. */
export async function findings(of: Page): Promise<string[]> {
  await of.evaluate(AXE);
  const { violations, incomplete } = await of.evaluate<AxeResults>('axe.run()');
  const isContrast = ({ id }: { id: string }): boolean => id === 'color-contrast';
  return [...violations, ...incomplete.filter(isContrast)].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(' ')} ${any.map((a) => a.message).join()}`),
  );
}
