import type { Locator } from 'playwright-core';

/** What is asked of elements in the page. Functions, not texts: the browser would not call a text. */

interface Element {
  readonly children: { readonly length: number };
  readonly scrollWidth: number;
  readonly clientWidth: number;
  getRootNode(): { readonly activeElement: unknown };
}

/** Whether the element has the focus, also inside a shadow root. */
export function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((it: Element) => it.getRootNode().activeElement === it);
}

/** How many elements it holds. */
export function childCount(element: Locator): Promise<number> {
  return element.evaluate((it: Element) => it.children.length);
}

/** Pixels that stick out sideways. */
export function overhang(element: Locator): Promise<number> {
  return element.evaluate((it: Element) => it.scrollWidth - it.clientWidth);
}

/** How wide its edge is: `0px` if there is none. */
export function edgeWidth(element: Locator): Promise<string> {
  return element.evaluate((it: Element) => {
    type Styles = { getComputedStyle(of: Element): { readonly borderTopWidth: string } };
    return (globalThis as unknown as Styles).getComputedStyle(it).borderTopWidth;
  });
}
