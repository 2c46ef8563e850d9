import type { Locator, Page } from 'playwright-core';

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

/** Opens whatever is folded, also in shadow roots. */
export async function openFolds(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const open = (root) => {
      for (const it of root.querySelectorAll('*')) {
        if (it.localName === 'details') it.open = true;
        if (it.shadowRoot) open(it.shadowRoot);
      }
    };
    open(document);
  })()`);
}

/**
 * Words that there is no room for: in fields (with what stands there while they are empty), in the longest choice of a
 * list, and in whatever cuts off what sticks out. @param within the name of the element that is looked at
 */
export function cutWords(page: Page, within = 'html'): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const context = document.createElement('canvas').getContext('2d');
    const found = [];
    const look = (root, isIn) => {
      for (const it of root.querySelectorAll('*')) {
        const counts = isIn || it.closest('${within}') !== null;
        if (it.shadowRoot) look(it.shadowRoot, counts);
        if (!counts || it.getClientRects().length === 0) continue;
        const style = getComputedStyle(it);
        const isField = it.matches('input:not([type=checkbox],[type=radio],[type=range],[type=file]), select');
        if (isField) {
          context.font = style.font;
          const texts = it.matches('select') ? [...it.options].map((o) => o.text.trim()) : [it.value || it.placeholder];
          // The arrows of a list or of a number.
          const room = it.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) -
            (it.matches('select, [type=number]') ? 16 : 0);
          for (const text of texts) if (context.measureText(text).width > room + 1) found.push(text);
        } else if (
          it.matches('p, span, b, strong, label, legend, button, a, th, td, summary, h1, h2, h3, li, output, pre') &&
          style.overflowX !== 'visible' && style.clipPath === 'none' && style.textIndent === '0px' &&
          it.scrollWidth > it.clientWidth + 1
        ) found.push(it.textContent.trim());
      }
    };
    look(document, false);
    return found;
  })()`);
}
