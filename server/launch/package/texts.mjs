// The few texts of an archive that people meet outside the pages.

/** The window is there for a second: what goes wrong at the start can be read in it. Cmd wants CRLF. */
export const START_CMD = `@echo off
rem Starts Rolecall without a window of its own and opens its page. If it runs already, opens the page again.
title Rolecall
cd /d "%~dp0"
"%~dp0node\\node.exe" "%~dp0app\\server\\main.js" --background %*
if errorlevel 1 pause
`.replaceAll('\n', '\r\n');

export const START_SH = `#!/bin/sh
# Starts Rolecall; --background does so without this window.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/node/node" "$here/app/server/main.js" "$@"
`;

/** Plain text, for those who look into the folder. */
export function README({ version, isWindows, releases }) {
  const start = isWindows
    ? 'Double-click Rolecall.cmd. Its page opens in your browser.'
    : 'Run ./rolecall in this folder. Its page opens in your browser.';
  const data = isWindows
    ? '%APPDATA%\\Rolecall'
    : '~/.local/share/rolecall (Linux), ~/Library/Application Support/Rolecall (macOS)';
  const command = isWindows ? 'Rolecall.cmd' : './rolecall';
  const where = isWindows
    ? `click into the address bar of this folder, type cmd and press Enter; in that window:
         ${command} --demo`
    : `in this folder: ${command} --demo`;
  return `Rolecall ${version}
Who may use text-to-speech on your stream, and why.

START    ${start}
         There you connect Twitch, or try a demo first. Start it again to open the page again.
QUIT     In the settings, at the bottom: "Quit Rolecall".
UPDATE   Quit, replace this whole folder by the new one, start. Your data is elsewhere and stays:
         ${data}${
           releases
             ? `
         The newest one: ${releases}/latest`
             : ''
         }
REMOVE   Quit, delete this folder. Delete the data folder too if you want nothing kept.

OPTIONS  Another port, the demo, …: ${where}
         ${command} --help tells all of them.

OBS          Docks > Custom Browser Docks: http://127.0.0.1:7653/dock
             Sources > Browser: http://localhost:7653/badge
             obs/ has a script for Tools > Scripts, and pages that wait until Rolecall runs.
Streamer.bot Import > streamerbot/rolecall.sb

node/ is Node.js as its makers publish it, untouched. Licences of everything inside: LICENSES.txt.
`;
}
