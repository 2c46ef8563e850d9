/**
 * Who may import whom. A folder may always import itself. An entry is a folder, one file, a package
 * (`@scope/*` for all of a scope) or `node:`; with `type ` in front, only `import type` of it.
 * The longest key that fits a file is its layer.
 */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  'server/core': [],
  'server/protocol': ['server/core', 'zod'],
  'server/sync': ['server/core'],
  'server/access': ['server/core'],
  'server/store': ['server/core', 'server/sync/ports.ts', 'server/access/ports.ts', 'lowdb', 'node:'],
  'server/twitch': ['server/core', 'server/sync/ports.ts', 'server/access/ports.ts', '@twurple/*', 'node:'],
  'server/peers': [
    'server/core',
    'type server/sync',
    'type server/access',
    'type server/store',
    '@streamerbot/client',
    'obs-websocket-js',
    'open',
    'ws',
    'node:',
  ],
  'server/channel': [
    'server/core',
    'server/sync',
    'server/access',
    'server/twitch',
    'type server/store',
    'node:',
  ],
  'server/backup': ['server/core', 'server/access', 'server/store', 'node:'],
  'server/demo': ['server/core', 'ws', 'node:'],
  'server/api': [
    'server/core',
    'server/protocol',
    'type server/sync',
    'type server/access',
    'type server/channel',
    'type server/backup',
    'type server/peers',
    'type server/store',
    'type server/demo',
    'express',
    'ws',
    'node:',
  ],
  'server/launch': ['node:'],
  'server/launch/package': ['server/launch', 'tar', 'yazl', 'node:'],
  server: ['server/*', 'node:'],
  'integrations/client': ['type server/protocol'],
  overlay: ['lit', 'uplot', 'uqr', 'integrations/client', 'server/core', 'type server/protocol'],
};

/** The folders at the top of the project; dot folders and what is never committed aside. */
export const topFolders: readonly string[] = ['server', 'overlay', 'integrations', 'test', '.ci', '.github'];

/** The process itself; everything else under server/ has a room. */
export const topFiles: readonly string[] = [
  'server/app.ts',
  'server/clock.ts',
  'server/config.ts',
  'server/log.ts',
  'server/main.ts',
];
