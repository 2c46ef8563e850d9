import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMono } from '../../support/find-mono.mjs';
import { findPython, sayWhySkipped } from '../obs/python.ts';
import { type Driver, spawnDriver } from './driver.ts';
import { SCENARIOS, Talk } from './scenarios.ts';
import { TypeScriptDriver } from './typescript-driver.ts';
import { RealRolecall, withWorld } from './world.ts';

const run = promisify(execFile);
const mono = findMono();
const python = findPython();
const own = resolve('test/integrations/clients');
const [CSHARP, PYTHON] = ['RolecallClient.cs', 'rolecall_client.py'].map((name) =>
  resolve('integrations/clients', name),
) as [string, string];

let folder: string;
let real: RealRolecall;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-clients-'));
  real = await RealRolecall.start();
}, 60_000);
afterAll(async () => {
  await real.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** As Streamer.bot would: its language level, nothing but mscorlib and System. */
async function compile(program: string, ...sources: readonly string[]): Promise<string> {
  const flags = ['-langversion:7.2', '-noconfig', '-warn:4', '-warnaserror', '-r:System.dll'];
  const out = join(folder, program);
  await run(mono!.compiler, [...flags, `-out:${out}`, CSHARP, ...sources]);
  return out;
}

const forTests = (code: string): string =>
  code.replace('http://127.0.0.1:7653', real.url).replaceAll('some_viewer', 'vip_one');

/** The lines of code in the comment that a file begins with. */
function exampleOf(file: string, indent: RegExp): string {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, 14);
  const code = lines.filter((line) => indent.test(line)).map((line) => line.replace(indent, ''));
  return forTests(code.join('\n'));
}

function readmeExample(language: string): string {
  const readme = readFileSync('integrations/clients/README.md', 'utf8');
  return forTests(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(readme)![1]!);
}

async function runPython(code: string): Promise<string[]> {
  await real.comeBack();
  const file = join(folder, 'example.py');
  writeFileSync(file, code);
  const env = { ...process.env, PYTHONPATH: resolve(PYTHON, '..'), PYTHONDONTWRITEBYTECODE: '1' };
  return (await run(python!, [file], { env })).stdout.trim().split(/\r?\n/);
}

async function runCSharp(code: string): Promise<string[]> {
  await real.comeBack();
  const file = join(folder, 'Example.cs');
  writeFileSync(file, code);
  return (await run(mono!.runtime, [await compile('example.exe', file)])).stdout.trim().split(/\r?\n/);
}

function playAll(title: string, isThere: boolean, start: () => Driver | Promise<Driver>): void {
  describe.skipIf(!isThere)(title, () => {
    let driver: Driver;
    beforeAll(async () => {
      driver = await start();
    }, 60_000);
    afterAll(async () => {
      await (driver as Driver | undefined)?.end();
    });

    it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      (_name, scenario) => withWorld(real, (world) => scenario.play(new Talk(driver), world)),
      60_000,
    );
  });
}

playAll('the TypeScript client', true, () => new TypeScriptDriver());

if (!python) sayWhySkipped('the Python client', 'Python 3 is missing.');
playAll('the Python client', python !== undefined, () => spawnDriver(python!, [join(own, 'driver.py')]));

if (!mono) sayWhySkipped('the C# client', 'Mono is missing ("apt-get install mono-mcs mono-runtime").');
playAll('the C# client', mono !== undefined, async () =>
  spawnDriver(mono!.runtime, [await compile('driver.exe', join(own, 'Driver.cs'))]),
);

describe.skipIf(!python)('the examples in Python', () => {
  it('of the file', async () => {
    expect(await runPython(exampleOf(PYTHON, /^ {4}/))).toEqual(['speak']);
  });

  it('of the README', async () => {
    const said = await runPython(readmeExample('python'));
    expect(said).toEqual(expect.arrayContaining(['Rolecall 0.0.0-test', 'speak']));
    expect(said.join()).not.toMatch(/invalid|forbidden|not_found/);
  });
});

describe.skipIf(!mono)('the examples in C#', () => {
  it('of the file', async () => {
    const lines = exampleOf(CSHARP, /^\/\/ {5}/);
    const code = `using System;\npublic static class Example { public static void Main() {\n${lines}\n} }`;
    expect(await runCSharp(code)).toEqual(['speak']);
  });

  it('of the README', async () => {
    const said = await runCSharp(readmeExample('csharp'));
    expect(said).toEqual(expect.arrayContaining(['Rolecall 0.0.0-test', 'speak']));
    expect(said.join()).not.toMatch(/invalid_|forbidden|not_found/);
  });
});
