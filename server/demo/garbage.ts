import type { GarbageBody } from './fault-types.ts';
import type { Reply } from './reply.ts';

const HTML = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>';

/** A real reply turned into something that no documentation promises. Status and headers stay. */
export function spoil(reply: Reply, garbage: GarbageBody): Reply {
  const { body: _body, html: _html, ...rest } = reply;
  if (typeof garbage === 'object') return { ...rest, text: garbage.text };
  const body = typeof reply.body === 'object' && reply.body !== null ? { ...reply.body } : {};
  switch (garbage) {
    case 'html':
      return { ...rest, html: HTML };
    case 'empty':
      return { ...rest, text: '' };
    case 'truncated': {
      const text = JSON.stringify(body);
      return { ...rest, text: text.slice(0, Math.ceil(text.length / 2)) };
    }
    case 'null':
      return { ...rest, text: 'null' };
    case 'null-data':
      return { ...rest, body: { ...body, data: null } };
    case 'null-rows':
      return { ...rest, body: { ...body, data: [null, {}, 7] } };
    case 'no-data':
      return { ...rest, body: without(body, 'data') };
    case 'no-pagination':
      return { ...rest, body: without(body, 'pagination') };
  }
}

function without(body: object, name: string): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}
