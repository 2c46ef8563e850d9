import type { EventStamp } from '../sync/ports.ts';
import { isObject, text } from './json.external.ts';

/** Only these say something about anybody; the others need not be read twice. */
const NOTIFICATION = '"notification"';

/**
 * The stamp of a notification, which twurple keeps to itself. `sentAt` is NaN if there is no time in it; null:
 * this is no notification.
 */
export function parseStamp(frame: string): EventStamp | null {
  if (!frame.includes(NOTIFICATION)) return null;
  const message: unknown = JSON.parse(frame);
  const metadata = isObject(message) ? message['metadata'] : null;
  if (!isObject(metadata) || text(metadata, 'message_type') !== 'notification') return null;
  return { sentAt: toTime(text(metadata, 'message_timestamp')), messageId: text(metadata, 'message_id') };
}

/** Twitch writes nanoseconds, of which a date keeps the first three digits. */
function toTime(written: string): number {
  const rest = /\.\d{3}(\d{1,6})/.exec(written)?.[1] ?? '';
  return Date.parse(written) + (rest === '' ? 0 : Number(`0.${rest}`));
}
