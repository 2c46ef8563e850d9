import { language } from '../../lib/texts/language.ts';

/*
 * The plot's library asks Intl for the browser's locale while it loads. Linux may call it `en-US@posix`, which Intl
 * refuses: then the library, and with it the plot, would not load.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: language, configurable: true });
}
