// @vitest-environment happy-dom
import type { ReactiveControllerHost } from 'lit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RolecallError } from '../../integrations/client/index.ts';
import { Field } from '../../overlay/components/settings/field.ts';
import { Switch } from '../../overlay/components/settings/switch.ts';
import { Confirm } from '../../overlay/lib/state/confirm.ts';
import { readExport } from '../../overlay/lib/state/data-actions.ts';
import type { ValueEvent } from '../../overlay/components/settings/events.ts';
import { Saving } from '../../overlay/lib/state/saving.ts';
import { saveErrorText } from '../../overlay/lib/format/save-errors.ts';

const host = {
  addController: () => undefined,
  requestUpdate: () => undefined,
} as unknown as ReactiveControllerHost;
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function show<E extends Field | Switch>(element: E, props: Partial<E>): Promise<E> {
  Object.assign(element, { label: 'A field', ...props });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const inputOf = (element: Field | Switch): HTMLInputElement => element.shadowRoot!.querySelector('input')!;
const textOf = (element: Field, part: string): string | null =>
  element.shadowRoot!.querySelector(`[part=${part}]`)?.textContent?.trim() ?? null;

async function type(field: Field, text: string, leave: 'blur' | 'none' = 'blur'): Promise<void> {
  const input = inputOf(field);
  input.value = text;
  input.dispatchEvent(new Event('input'));
  if (leave === 'blur') input.dispatchEvent(new Event('blur'));
  await field.updateComplete;
}

function values(element: Field | Switch): unknown[] {
  const heard: unknown[] = [];
  element.addEventListener('rolecall-value', (event) => heard.push((event as ValueEvent<unknown>).value));
  return heard;
}

describe('a field', () => {
  it('asks to be saved once when it is left, and not for what is saved already', async () => {
    const field = await show(new Field(), { value: 'a' });
    const heard = values(field);
    await type(field, 'a');
    await type(field, 'b');
    inputOf(field).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(heard).toEqual(['b', 'b']);
    field.value = 'b';
    field.mark = { state: 'saved', message: '' };
    await field.updateComplete;
    expect(textOf(field, 'dirty')).toBeNull();
    expect(textOf(field, 'mark')).toBe('Saved');
  });

  it('keeps what was typed while it cannot be saved, says so, and saves it as soon as it can', async () => {
    const field = await show(new Field(), { value: 'a' });
    const heard = values(field);
    await type(field, 'b', 'none');
    field.disabled = true;
    inputOf(field).dispatchEvent(new Event('blur'));
    await field.updateComplete;
    expect(heard).toEqual([]);
    expect(inputOf(field).value).toBe('b');
    expect(textOf(field, 'dirty')).toBe('Not saved yet');
    field.disabled = false;
    await field.updateComplete;
    expect(heard).toEqual(['b']);
  });

  it('goes back to what is saved on Escape, and where the streamer thought better of it', async () => {
    const field = await show(new Field(), { value: 'a' });
    await type(field, 'b');
    field.mark = { state: 'kept', message: '' };
    await field.updateComplete;
    expect(inputOf(field).value).toBe('a');
    await type(field, 'c', 'none');
    inputOf(field).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await field.updateComplete;
    expect(inputOf(field).value).toBe('a');
  });

  it.each([['4'], ['241'], ['5.5'], ['1e9'], [''], ['abc']])('does not send the number %j', async (text) => {
    const field = await show(new Field(), { type: 'number', value: '30', min: 5, max: 240 });
    const heard = values(field);
    await type(field, text);
    expect(heard).toEqual([]);
    expect(textOf(field, 'error')).toBe('Choose a whole number from 5 to 240.');
    expect(inputOf(field).getAttribute('aria-invalid')).toBe('true');
  });

  it('shows what the server says about it, and keeps the text', async () => {
    const field = await show(new Field(), { value: 'a' });
    await type(field, 'b');
    field.mark = { state: 'failed', message: 'Not like that.' };
    await field.updateComplete;
    expect(textOf(field, 'error')).toBe('Not like that.');
    expect(inputOf(field).value).toBe('b');
  });
});

it('a switch shows what is saved again when the change was not', async () => {
  const field = await show(new Switch(), { checked: true });
  const heard = values(field);
  inputOf(field).checked = false;
  inputOf(field).dispatchEvent(new Event('change'));
  field.mark = { state: 'kept', message: '' };
  await field.updateComplete;
  expect(heard).toEqual([false]);
  expect(inputOf(field).checked).toBe(true);
});

describe('saving', () => {
  it('marks the field, tells in a toast, and takes it back', async () => {
    const saving = new Saving(host);
    const undo = vi.fn(async () => undefined);
    expect(await saving.run('f', async () => ({ undo }))).toBe(true);
    expect(saving.marks.get('f')?.state).toBe('saved');
    expect(saving.toast?.text).toBe('Saved.');
    await saving.undo();
    expect(undo).toHaveBeenCalledOnce();
    expect(saving.toast).toMatchObject({ text: 'Undone. Everything is as it was before.', undo: null });
    expect(saving.marks.size).toBe(0);
  });

  it('keeps the way back when it failed', async () => {
    const saving = new Saving(host);
    await saving.run('f', async () => ({
      undo: () => Promise.reject(new RolecallError('unavailable', 'The disk is full.')),
    }));
    await saving.undo();
    expect(saving.toast?.text).toBe('The disk is full.');
    expect(saving.toast?.undo).not.toBeNull();
  });

  it('says nothing was saved if the streamer decided so, and what is wrong if it failed', async () => {
    const saving = new Saving(host);
    expect(await saving.run('f', async () => null)).toBe(false);
    expect(saving.toast).toBeNull();
    expect(
      await saving.run('f', () =>
        Promise.reject(new RolecallError('invalid_params', 'policy.cooldown.userMs: too big')),
      ),
    ).toBe(false);
    expect(saving.marks.get('f')).toEqual({ state: 'failed', message: 'Too big' });
    expect(saving.spoken).toBe('Too big');
  });

  it('lets the mark go after a while', async () => {
    vi.useFakeTimers();
    const saving = new Saving(host);
    await saving.run('f', async () => ({}));
    vi.advanceTimersByTime(6_000);
    expect(saving.marks.size).toBe(0);
  });
});

it('names what went wrong without the name of the param', () => {
  expect(saveErrorText(new RolecallError('invalid_params', 'texts.vip: at most 300 characters'))).toBe(
    'At most 300 characters',
  );
  expect(saveErrorText(new RolecallError('unavailable', 'The disk is full: nothing was saved.'))).toBe(
    'The disk is full: nothing was saved.',
  );
  expect(saveErrorText(new RolecallError('disconnected', 'x'))).toMatch(
    /^Not saved: Rolecall did not answer/,
  );
});

it('one question at a time: a second one answers the first with no', async () => {
  const confirm = new Confirm(host);
  const question = { heading: 'a', text: 'b', yes: 'y', no: 'n' };
  const first = confirm.ask(question);
  const second = confirm.ask({ ...question, heading: 'c' });
  expect(await first).toBe(false);
  expect(confirm.question?.heading).toBe('c');
  confirm.answer(true);
  expect(await second).toBe(true);
  expect(confirm.question).toBeNull();
});

it('takes an export without its roles, and refuses what is none', () => {
  expect(readExport('{"rolecall":{"export":1},"roles":[1],"settings":{}}')).toEqual({
    rolecall: { export: 1 },
    settings: {},
  });
  for (const text of ['', '{', '[]', 'null', '{"a":1}'])
    expect(() => readExport(text)).toThrow(/not a backup/);
});
