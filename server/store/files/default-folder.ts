import { posix, win32 } from 'node:path';

/** Where the operating system keeps a program's data. Arguments are those of `process` and `os`. */
export function defaultDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  homedir: string,
): string {
  if (platform === 'win32') {
    const roaming = env['APPDATA'];
    return win32.join(roaming ? roaming : win32.join(homedir, 'AppData', 'Roaming'), 'Rolecall');
  }
  if (platform === 'darwin') return posix.join(homedir, 'Library', 'Application Support', 'Rolecall');
  const data = env['XDG_DATA_HOME'];
  // The specification says that a relative one is to be ignored.
  const base = data && posix.isAbsolute(data) ? data : posix.join(homedir, '.local', 'share');
  return posix.join(base, 'rolecall');
}
