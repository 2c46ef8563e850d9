import * as z from 'zod';
import { LEVELS } from './levels.ts';
import { page, pageOf, time } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

const level = lazy(() => z.enum(LEVELS));
const tokenName = lazy(() =>
  z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{Cc}*$/u, 'no line breaks or other control characters'),
);
const createdToken = lazy(() =>
  z.strictObject({ id: z.string(), name: z.string(), level: level(), createdAt: time() }),
);
const accessToken = lazy(() =>
  createdToken().extend({ lastUsedAt: time().nullable() }).meta({ id: 'AccessToken' }),
);

const address = lazy(() =>
  z.strictObject({ address: z.string(), family: z.enum(['IPv4', 'IPv6']), name: z.string() }),
);

/** Who may come in, and where. */
export const TOKEN_ACTIONS = {
  'tokens.create': action(
    'owner',
    'Makes an access token. It is told here and never again: only its hash is kept. At most 50.',
    () => z.strictObject({ name: tokenName(), level: level() }),
    () => createdToken().extend({ token: z.string() }),
  ),
  'tokens.list': action(
    'owner',
    'The access tokens, newest first, without the tokens themselves.',
    () => z.strictObject(page()),
    () => pageOf(accessToken()),
  ),
  'tokens.revoke': action(
    'owner',
    'Ends an access token at once; WebSockets that came in with it are closed (1008). `revoked` is false if there is none of that id.',
    () => z.strictObject({ id: z.string().min(1).max(100) }),
    () => z.strictObject({ revoked: z.boolean() }),
  ),
  'server.addresses': action(
    'owner',
    'Where this server listens (`isLan`: other devices can reach it), and the addresses of this computer that `--host` could name. `command` starts Rolecall, options behind it.',
    () => z.strictObject({}),
    () =>
      z.strictObject({
        host: z.string(),
        port: z.int().min(0).max(65535),
        isLan: z.boolean(),
        addresses: z.array(address()),
        command: z.string(),
      }),
  ),
} as const satisfies Record<string, ActionSpec>;
