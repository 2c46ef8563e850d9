import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { REFERENCES } from '../../../integrations/streamerbot/build-import.mjs';
import { completeScript } from '../../../integrations/streamerbot/build-scripts.mjs';
import type { Mono } from '../../support/find-mono.mjs';
import { root } from '../../architecture/source-tree.ts';

/** A script with some of its settings changed, as a streamer would: name of the setting -> C# value. */
export interface Variant {
  readonly script: string;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Setup {
  readonly args?: Readonly<Record<string, string | number | boolean | null>>;
  /** Methods of CPH that throw. */
  readonly refuse?: readonly string[];
}

export interface Ran {
  readonly result: boolean;
  readonly ms: number;
  /** `set <name>`, `info`, `warn` or `speak`, in order. */
  readonly events: readonly (readonly string[])[];
  /** What the script set, by name. */
  readonly set: Readonly<Record<string, string>>;
  readonly log: readonly string[];
}

export interface Scripts {
  run(variant: string, setup?: Setup): Promise<Ran>;
  close(): void;
}

const own = join(root, 'test/integrations/streamerbot/mono');

/** As people paste it; what is not for them is in mono/. */
export function readScript(name: string): string {
  const file = join(own, `${name}.cs`);
  return existsSync(file) ? readFileSync(file, 'utf8') : completeScript(root, name);
}

/** C# of a text, and of nothing else. */
export const text = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** The source with these settings. @throws if it has no such setting */
export function withSettings(source: string, settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings).reduce((changed, [name, value]) => {
    const setting = new RegExp(`(private static readonly \\w+ ${name} = )[^;]*;`);
    if (!setting.test(changed)) throw new Error(`There is no setting ${name}`);
    return changed.replace(setting, (_all, before: string) => `${before}${value};`);
  }, source);
}

/** Compiles all variants into one program, each in a namespace of its own: none sees another. */
export async function compile(mono: Mono, variants: Readonly<Record<string, Variant>>): Promise<Scripts> {
  const out = mkdtempSync(join(tmpdir(), 'rolecall-mono-'));
  try {
    for (const [name, { script, settings }] of Object.entries(variants)) {
      const source = withSettings(readScript(script), settings);
      const inherits = source.replace('public class CPHInline', '$& : CPHInlineBase');
      writeFileSync(join(out, `${name}.cs`), `namespace ${name} {\n#line 1 "${script}.cs"\n${inherits}\n}\n`);
    }
    const program = join(out, 'runner.exe');
    // mscorlib is always there and must not be named.
    const named = REFERENCES.map((path) => win32.basename(path)).filter((name) => name !== 'mscorlib.dll');
    const references = named.map((name) => `-r:${name}`);
    const flags = ['-langversion:7.2', '-noconfig', '-warn:4', '-warnaserror', `-out:${program}`];
    const files = [
      ...['stub', 'runner'].map((name) => join(own, `${name}.cs`)),
      ...Object.keys(variants).map((name) => join(out, `${name}.cs`)),
    ];
    await promisify(execFile)(mono.compiler, [...flags, ...references, ...files]);
    return start(mono, program, () => rmSync(out, { recursive: true, force: true }));
  } catch (error) {
    rmSync(out, { recursive: true, force: true });
    throw error;
  }
}

function start(mono: Mono, program: string, onClose: () => void): Scripts {
  const child = spawn(mono.runtime, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (line: string): Promise<Ran> => {
    child.stdin.write(`${line}\n`);
    const next = (await lines.next()) as IteratorResult<string, undefined>;
    if (next.done) throw new Error('Mono ended');
    return read(next.value);
  };
  return {
    run(variant, setup = {}) {
      const line = write(variant, setup);
      const ran = last.then(() => ask(line));
      last = ran.catch(() => undefined);
      return ran;
    },
    close() {
      child.stdin.end();
      child.kill();
      onClose();
    },
  };
}

const encode = (value: string): string => `=${Buffer.from(value, 'utf8').toString('base64')}`;
const decode = (field: string): string => Buffer.from(field.slice(1), 'base64').toString('utf8');

function write(variant: string, { args = {}, refuse = [] }: Setup): string {
  const given = Object.entries(args).flatMap(([name, value]) => {
    if (typeof value === 'string')
      return ['arg', name, 'utf16', Buffer.from(value, 'utf16le').toString('base64')];
    return ['arg', name, value === null ? 'null' : typeof value, String(value)];
  });
  const refused = refuse.flatMap((method) => ['refuse', method]);
  return [variant, ...given, ...refused].map(encode).join(' ');
}

function read(line: string): Ran {
  const fields = line.split(' ').map((field) => (field === ';' ? ';' : decode(field)));
  const [result, ms, ...rest] = fields;
  if (result === 'thrown') throw new Error(`The script threw:\n${ms ?? ''}`);
  const events: string[][] = [];
  for (let from = 0, to = rest.indexOf(';'); to >= 0; from = to + 1, to = rest.indexOf(';', from)) {
    events.push(rest.slice(from, to));
  }
  const sets = events.filter(([what]) => what === 'set');
  return {
    result: result === 'true',
    ms: Number(ms),
    events,
    set: Object.fromEntries(sets.map(([, name = '', value = '']) => [name, value])),
    log: events
      .filter(([what]) => what === 'info' || what === 'warn')
      .map(([level = '', line = '']) => `${level} ${line}`),
  };
}
