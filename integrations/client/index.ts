export {
  type CallOptions,
  type ClientOptions,
  createClient,
  type Hello,
  type RolecallClient,
} from './client.ts';
export type { ConnectionState } from './connection.ts';
export { type ClientErrorCode, RolecallError } from './error.ts';
export type { Socket, SocketClass } from './socket.ts';
export type { ActionName, ParamsIn, Result } from '../../server/protocol/actions.ts';
export type { EventData, EventName } from '../../server/protocol/events.ts';
