import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onEnd } from '../../support/endings.ts';

/**
 * In Wine 8, unlike in Windows, keep-alive cannot be set before a connection stands, and `fetch` does just that.
 * For these tests alone.
 */
const NO_EARLY_KEEP_ALIVE = `const { Socket } = require('node:net');
const real = Socket.prototype.setKeepAlive;
Socket.prototype.setKeepAlive = function (...args) { return this.connecting ? this : real.apply(this, args); };
`;

/** A Windows of its own, in a folder. */
export class Wine {
  readonly #program: string;
  readonly #folder: string;
  #runs = 0;

  private constructor(program: string, folder: string) {
    this.#program = program;
    this.#folder = folder;
  }

  static async create(program: string, folder: string): Promise<Wine> {
    const wine = new Wine(program, folder);
    await mkdir(join(folder, 'prefix'), { recursive: true });
    await wine.run(['wineboot', '-i']);
    await wine.run(['winecfg', '-v', 'win10']);
    await writeFile(join(wine.drive, 'no-early-keep-alive.cjs'), NO_EARLY_KEEP_ALIVE);
    onEnd(() => wine.run(['wineboot', '--kill']));
    return wine;
  }

  /** What is C: inside. */
  get drive(): string {
    return join(this.#folder, 'prefix', 'drive_c');
  }

  /** Runs a program to its end. What it says goes through a file: pipes do not work. @returns status and words */
  async run(
    args: readonly string[],
    cwd = this.#folder,
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; words: string }> {
    const file = join(this.#folder, `run-${this.#runs++}.txt`);
    const out = openSync(file, 'w');
    const child = spawn(this.#program, [...args], {
      cwd,
      stdio: ['ignore', out, out],
      env: { ...this.#env(), ...env },
    });
    const status = await new Promise<number>((done) => child.on('exit', (code) => done(code ?? -1)));
    return { status, words: readFileSync(file, 'latin1') };
  }

  #env(): Record<string, string> {
    const { PATH = '' } = process.env;
    return {
      PATH,
      HOME: this.#folder,
      WINEPREFIX: join(this.#folder, 'prefix'),
      WINEARCH: 'win64',
      WINEDEBUG: '-all',
      WINEDLLOVERRIDES: 'mscoree,mshtml=',
      LANG: 'C.UTF-8',
      NODE_OPTIONS: '-r C:\\no-early-keep-alive.cjs',
    };
  }
}
