import { expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';

it('finds a browser that renders a page', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<p>hello <b>Rolecall</b></p>');
    expect(await page.locator('p').innerText()).toBe('hello Rolecall');
  } finally {
    await browser.close();
  }
});

it('says so if ROLECALL_BROWSER names nothing', () => {
  expect(() => findBrowser({ ROLECALL_BROWSER: '/nowhere/chrome' })).toThrow('/nowhere/chrome');
});

it('finds nothing where nothing is installed', () => {
  expect(findBrowser({ PROGRAMFILES: 'C:\\nothing' }, 'win32')).toBeUndefined();
});
