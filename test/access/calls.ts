import { expect } from 'vitest';
import { post, TOKEN } from '../api/support.ts';
import type { TestApp, TestAppOptions } from '../support/start-app.ts';

/** Nobody asks Twitch; with a token of an owner. */
export const OFFLINE: TestAppOptions = { isConnected: false, config: { apiToken: TOKEN } };
const owner = { headers: { authorization: `Bearer ${TOKEN}` } };

export type Json = Record<string, unknown>;

/** The result of an action, asked for by the owner, which is no error. */
export async function call(app: TestApp, action: string, params: unknown = {}): Promise<Json> {
  const { json } = await post(app.port, action, params, owner);
  expect(json.error, action).toBeUndefined();
  return json.result!;
}

/** Code and sentence of the error that an action ends in. */
export async function refusal(app: TestApp, action: string, params: unknown): Promise<string> {
  const { json } = await post(app.port, action, params, owner);
  return `${json.error?.code} ${json.error?.message}`;
}
