export type {
  CallOptions,
  ClientErrorCode,
  ClientOptions,
  ConnectionState,
  Hello,
  RolecallClient,
  Socket,
  SocketClass,
} from './api.ts';
export { createClient } from './client.ts';
export { RolecallError } from './error.ts';
export type { ActionName, ParamsIn, Result } from '../../server/protocol/actions.ts';
export type { EventData, EventName } from '../../server/protocol/events.ts';
