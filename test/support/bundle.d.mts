/**
 * Bundles a TypeScript program of the project (`entry` is a path from its top) into one file under
 * node_modules/.cache that plain Node runs. Packages are not bundled; `import.meta.url` is that of the bundle.
 */
export function bundleProgram(entry: string): Promise<string>;
