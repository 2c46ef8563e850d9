import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAutostart } from '../../server/launch/autostart.mjs';
import { onEnd } from '../support/endings.ts';

it('on Linux is an entry of the user, made and removed again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-autostart-'));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  const program = '/home/Jörg’s $tuff "1" 100%/a\\b/node';
  const entry = openAutostart([program, '--background'], 'linux', { XDG_CONFIG_HOME: folder })!;
  expect(entry.isOn()).toBe(false);
  entry.set(false);
  entry.set(true);
  expect(entry.isOn()).toBe(true);
  const text = await readFile(join(folder, 'autostart', 'rolecall.desktop'), 'utf8');
  const exec = /^Exec=(.*)$/m.exec(text)?.[1] ?? '';
  // As a desktop reads it: first the string, then the words in quotes.
  const string = exec.replaceAll('\\\\', '\\');
  const words = [...string.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, word = '']) =>
    word.replace(/\\(.)/g, '$1').replaceAll('%%', '%'),
  );
  expect(words).toEqual([program, '--background']);
  entry.set(false);
  expect(entry.isOn()).toBe(false);
});

it('is nothing where nothing is known that would do it', () => {
  expect(openAutostart(['node'], 'freebsd')).toBeNull();
});
