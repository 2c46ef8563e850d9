import type { Agent } from 'node:http';
import { request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One JSON call. Rejects when the connection fails or nothing comes for `limitMs`. */
export function callHttp(
  url: string,
  options: { method?: string; json?: unknown; token?: string; agent?: Agent; limitMs?: number } = {},
): Promise<HttpAnswer> {
  const { method = 'GET', json, token, agent, limitMs = 10_000 } = options;
  const text = json === undefined ? '' : JSON.stringify(json);
  const headers: Record<string, string> = {};
  if (json !== undefined) {
    headers['Content-Type'] = 'application/json';
    headers['Content-Length'] = String(Buffer.byteLength(text));
  }
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, agent: agent ?? false, timeout: limitMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        try {
          resolve({ status: response.statusCode ?? 0, body: answer === '' ? undefined : JSON.parse(answer) });
        } catch {
          reject(new Error(`${url} answered no JSON: ${answer.slice(0, 100)}`));
        }
      });
    });
    call.on('timeout', () => call.destroy(new Error(`${url}: no answer within ${limitMs} ms`)));
    call.on('error', reject);
    call.end(text);
  });
}
