// Whether Rolecall starts when this user logs in: an entry of the user's own, which Windows and Linux show and let
// people remove.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const RUN = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const NAME = 'Rolecall';

/**
 * @param command what is to be started: a program and its arguments
 * @returns null where there is no such thing
 */
export function openAutostart(command, platform = process.platform, env = process.env) {
  if (platform === 'win32') return windows(command);
  return platform === 'linux' ? linux(command, env) : null;
}

/** In the registry, by Windows' own program; no shell sees the words. */
function windows(command) {
  const reg = (...args) => spawnSync('reg.exe', args, { windowsHide: true, encoding: 'utf8' });
  return {
    isOn: () => reg('query', RUN, '/v', NAME).status === 0,
    set(isOn) {
      const args = isOn
        ? ['add', RUN, '/v', NAME, '/t', 'REG_SZ', '/d', command.map(quotedForWindows).join(' '), '/f']
        : ['delete', RUN, '/v', NAME, '/f'];
      if (!isOn && !this.isOn()) return;
      const { status, stderr, error } = reg(...args);
      if (status !== 0) throw new Error(`Windows refused: ${(stderr || String(error)).trim()}`);
    },
  };
}

function linux(command, env) {
  const config = env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const file = join(config, 'autostart', 'rolecall.desktop');
  return {
    isOn: () => existsSync(file),
    set(isOn) {
      if (!isOn) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      const exec = command.map(quotedForDesktop).join(' ');
      writeFileSync(file, `[Desktop Entry]\nType=Application\nName=Rolecall\nExec=${exec}\nTerminal=false\n`);
    },
  };
}

const quotedForWindows = (word) => `"${word}"`;

/** As the Desktop Entry Specification wants it: quoted, and no field code. */
function quotedForDesktop(word) {
  const escaped = word.replace(/\\/g, '\\\\\\\\').replace(/["`$]/g, '\\\\$&');
  return `"${escaped.replaceAll('%', '%%')}"`;
}
