import { isObject, type Json, text } from './json.external.ts';

/** Twitch's JSON of the login service, turned into ours. */

function seconds(body: Json, field: string): number | null {
  const value = body[field];
  return typeof value === 'number' && value > 0 ? value : null;
}

/** Kept on disk as an integer. */
function wholeSeconds(body: Json, field: string): number | null {
  const value = seconds(body, field);
  return value === null ? null : Math.floor(value);
}

/** What the streamer types in at Twitch. Spans in ms. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresInMs: number;
  readonly intervalMs: number;
}

export function parseDeviceCode(body: unknown): DeviceCode | null {
  if (!isObject(body)) return null;
  const deviceCode = text(body, 'device_code');
  const userCode = text(body, 'user_code');
  const verificationUri = text(body, 'verification_uri');
  if (deviceCode === '' || userCode === '' || !/^https?:\/\//.test(verificationUri)) return null;
  const expiresInMs = (seconds(body, 'expires_in') ?? 1800) * 1000;
  const intervalMs = (seconds(body, 'interval') ?? 5) * 1000;
  return { deviceCode, userCode, verificationUri, expiresInMs, intervalMs };
}

/** A fresh pair of tokens. */
export interface TokenPair {
  readonly accessToken: string;
  /** null: cannot be refreshed. */
  readonly refreshToken: string | null;
  readonly expiresInS: number | null;
}

export function parseTokenPair(body: unknown): TokenPair | null {
  if (!isObject(body)) return null;
  const accessToken = text(body, 'access_token');
  if (accessToken === '') return null;
  return {
    accessToken,
    refreshToken: text(body, 'refresh_token') || null,
    expiresInS: wholeSeconds(body, 'expires_in'),
  };
}
