import * as esbuild from 'esbuild';
import { defines, languageDefine, wordsIn } from '../../esbuild.config.mjs';
import type { Language } from '../../server/core/languages.ts';

/**
 * A module of the pages as the build makes it for a language. Modules that are imported directly speak English.
 * @param path from the top folder: `overlay/lib/format/time.ts`
 */
export async function inLanguage<T>(language: Language, path: string): Promise<T> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path],
    write: false,
    bundle: true,
    format: 'esm',
    plugins: [wordsIn(language)],
    define: { ...defines(), ...languageDefine(language) },
    logLevel: 'silent',
  });
  const text = outputFiles.map((file) => file.text).join('');
  return (await import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
  )) as T;
}
