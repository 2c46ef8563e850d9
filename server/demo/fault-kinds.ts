import type { Fault, FaultRule } from './fault-types.ts';
import { describeShape, requireShape } from './shape.ts';
import type { Body, Shape } from './shape.ts';

/** The moment at which a kind of fault is asked for. A rule counts only calls of its own stage. */
export type Stage = 'http' | 'moment' | 'list' | 'socket' | 'delivery';

interface FaultKind {
  stage: Stage;
  /** What stands in `do` beside `kind`. */
  fields: Shape;
  /** One line for whoever looks for a fault. */
  about: string;
}

const kind = (stage: Stage, about: string, fields: Shape = {}): FaultKind => ({ stage, fields, about });

export const FAULT_KINDS: Readonly<Record<Fault['kind'], FaultKind>> = {
  latency: kind('http', 'the call takes longer', { ms: 'number', when: 'before/after?' }),
  silence: kind('http', 'accepted and never answered; "headers": the body never comes', {
    when: 'before/after/headers?',
  }),
  reset: kind('http', 'the connection is torn down, before or after the work', { when: 'before/after?' }),
  status: kind('http', 'refused with a status', {
    status: 'number',
    message: 'words?',
    rateHeaders: 'boolean?',
  }),
  'rate-limited': kind('http', '429', { headers: 'boolean?', remaining: 'number?', resetInS: 'number?' }),
  'missing-scope': kind('http', '401 naming a scope', { scope: 'text' }),
  'dead-token': kind('http', 'the access token dies on the server', {}),
  garbage: kind('http', 'a body that no documentation promises', { body: 'any' }),
  rows: kind('http', 'fields of every row of "data" set or left out', { set: 'object?', drop: 'texts?' }),
  'answer-as': kind('http', 'the true answer under another status, as 206', { status: 'number' }),
  headers: kind('http', 'headers of the answer set, or with null left out', { headers: 'object' }),
  redirect: kind('http', 'sent elsewhere: another host, "here", "itself", or a URL', {
    status: 'number?',
    to: 'text?',
  }),
  huge: kind('http', 'the true answer behind that many bytes of white space', {
    bytes: 'number',
    announced: 'boolean?',
  }),
  endless: kind('http', 'a body that never ends', { chunkBytes: 'number?', everyMs: 'number?' }),
  'early-event': kind('http', 'a notification that overtakes the reply to its subscribing', {
    event: 'object',
  }),
  lag: kind('moment', 'lists and look-ups show what was so a while ago', {
    list: 'lag?',
    lookUp: 'lag?',
    snapshot: 'boolean?',
  }),
  'short-pages': kind('list', 'fewer rows than asked for', { size: 'number' }),
  'empty-page': kind('list', 'no rows, but a cursor that goes on'),
  'empty-cursor': kind('list', 'the last page says "cursor": ""'),
  'trailing-page': kind('list', 'behind the last page is an empty one'),
  'repeat-cursor': kind('list', 'the cursor that it was asked with: no end'),
  overlap: kind('list', 'one user on two pages'),
  hide: kind('list', 'members missing from the list', { userIds: 'texts' }),
  ghost: kind('list', 'strangers shown in the list', { userIds: 'texts' }),
  'no-welcome': kind('socket', 'an open socket that never says welcome'),
  'close-on-connect': kind('socket', 'closed in place of a welcome', { code: 'number' }),
  mute: kind('socket', 'an open socket without keepalives, or without everything', {
    what: 'keepalives/everything',
  }),
  drop: kind('delivery', 'the notification is lost'),
  duplicate: kind('delivery', 'sent twice, the second with another id if newId', { newId: 'boolean?' }),
  late: kind('delivery', 'message_timestamp lies ageMs back (or ahead: negative), held back delayMs', {
    ageMs: 'number',
    delayMs: 'number?',
  }),
  hold: kind('delivery', 'held back until the next message: out of order'),
};

const RULE: Shape = { match: 'object?', do: 'object', skip: 'number?', times: 'number?' };
const MATCH: Shape = {
  path: 'any?',
  method: 'text?',
  params: 'object?',
  page: 'number?',
  lookup: 'boolean?',
  type: 'text?',
};

/** Throws one clear sentence unless the rule is one that the simulator understands whole. */
export function requireRule(rule: FaultRule): void {
  requireShape(RULE, rule as unknown as Body);
  const { path } = (rule.match ?? {}) as Body;
  requireShape(MATCH, (rule.match ?? {}) as Body);
  if (path !== undefined && typeof path !== 'string' && !(path instanceof RegExp))
    throw new Error('"path" must be a text');
  const { kind: name, ...rest } = rule.do;
  if (!Object.hasOwn(FAULT_KINDS, name))
    throw new Error(`unknown fault ${JSON.stringify(name)}; known: ${Object.keys(FAULT_KINDS).join(', ')}`);
  requireShape(FAULT_KINDS[name].fields, rest);
}

/** Every fault, one line each. */
export function describeFaults(): Record<string, string> {
  const lines = Object.entries(FAULT_KINDS).map(
    ([name, { fields, about }]) => [name, `${about} ${describeShape(fields)}`] as const,
  );
  return Object.fromEntries(lines);
}
