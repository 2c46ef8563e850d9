/** What a handler answers. `body` goes out as JSON; absent means no body (204, or an empty 200). */
export interface Reply {
  status: number;
  body?: unknown;
  /** Null: no such header. */
  headers?: Record<string, string | null>;
  /** Sent instead of `body`, as text/html. */
  html?: string;
  /** Sent instead of `body`, as it is, under the name of JSON. */
  text?: string;
}

const STATUS_WORDS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A refusal in Twitch's words. Thrown by handlers, turned into `{error, status, message}`. */
export class TwitchError extends Error {
  readonly status: number;
  readonly #extra: Record<string, unknown>;

  /** @param extra what stands in the body beside `{error, status, message}` */
  constructor(status: number, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.#extra = extra;
  }

  toReply(): Reply {
    const { status, body } = errorReply(this.status, this.message);
    return { status, body: { ...(body as object), ...this.#extra } };
  }
}

export function errorReply(status: number, message: string): Reply {
  return { status, body: { error: STATUS_WORDS[status] ?? 'Error', status, message } };
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}
