/** What needs twurple's larger half, behind one door: it is loaded after the server listens. */
export { createListener } from './listener.ts';
export { SafeApiClient } from './safe-api-client.ts';
