/** Every error code of the wire and its HTTP status. One list; nothing else is ever sent. */
export const ERROR_STATUS = {
  invalid_format: 400,
  invalid_params: 400,
  unauthorized: 401,
  forbidden: 403,
  unknown_action: 404,
  not_found: 404,
  not_connected: 409,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** What each code means, for PROTOCOL.md. */
export const ERROR_MEANING: Readonly<Record<ErrorCode, string>> = {
  invalid_format: 'The frame or body is not JSON of the expected shape, or too large.',
  invalid_params: 'A param is missing, unknown or of the wrong kind; the message says which.',
  unauthorized: 'A token is needed and was missing or wrong.',
  forbidden: 'This caller may not do that (level of the token, or a request from another site).',
  unknown_action: 'No such action.',
  not_found: 'No such thing: viewer, feature, run or page.',
  not_connected: 'There is no Twitch login.',
  rate_limited: 'Too many requests; wait and try again.',
  internal_error: 'Something went wrong inside; the log has the details.',
  unavailable: 'It cannot be done right now (Twitch, disk); the message says why.',
};
