import { describe, expect, it } from 'vitest';
import { type PostedPage, PageBook } from '../../server/peers/page-book.ts';
import type { RelayQuestion } from '../../server/sync/ports.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';

const QUESTION: RelayQuestion = {
  kind: 'vips',
  path: 'channels/vips',
  channelId: '12345678',
  cursor: null,
  userIds: [],
};
const ANSWER = { status: 200, body: '{"data":[]}', headers: { date: 'now' } };

function ask(book: PageBook, signal = new AbortController().signal) {
  let nonce = '';
  const answer = book.expect(QUESTION, signal, (word) => {
    nonce = word;
    return Promise.resolve();
  });
  answer.catch(() => undefined);
  const page = (more: Partial<PostedPage> = {}): PostedPage => {
    const { kind, path, channelId } = QUESTION;
    return { nonce, kind, path, channelId, failed: null, ...ANSWER, ...more };
  };
  return { answer, page };
}

describe('an answer of Streamer.bot', () => {
  it('is taken once, with the word of its question', async () => {
    const book = new PageBook(new FakeClock());
    const { answer, page } = ask(book);
    expect(page().nonce).toMatch(/^[\w-]{32}$/);
    book.answer(page());
    expect(await answer).toEqual(ANSWER);
    expect(() => book.answer(page())).toThrow('Nobody asked');
  });

  it('without the right word is nobody’s, and the question goes on waiting', async () => {
    const book = new PageBook(new FakeClock());
    const { answer, page } = ask(book);
    expect(() => book.answer(page({ nonce: 'x'.repeat(32) }))).toThrow('Nobody asked');
    expect(() => book.answer(page({ nonce: '' }))).toThrow('Nobody asked');
    book.answer(page());
    expect(await answer).toEqual(ANSWER);
  });

  it.each<[string, Partial<PostedPage>]>([
    ['kind', { kind: 'moderators' }],
    ['path', { path: 'moderation/moderators' }],
    ['channel', { channelId: '999' }],
  ])('of another %s is refused, and ends the question', async (_, more) => {
    const book = new PageBook(new FakeClock());
    const { answer, page } = ask(book);
    expect(() => book.answer(page(more))).toThrow('something else');
    await expect(answer).rejects.toMatchObject({ code: 'bad_page' });
    expect(() => book.answer(page())).toThrow('Nobody asked');
  });

  it('after 30 seconds comes too late', async () => {
    const clock = new FakeClock();
    const book = new PageBook(clock);
    const { answer, page } = ask(book);
    await clock.advance(30_000);
    await expect(answer).rejects.toMatchObject({ code: 'no_page' });
    expect(() => book.answer(page())).toThrow('Nobody asked');
  });

  it('to a question that was given up is nobody’s', async () => {
    const abort = new AbortController();
    const book = new PageBook(new FakeClock());
    const { answer, page } = ask(book, abort.signal);
    abort.abort(new Error('given up'));
    await expect(answer).rejects.toThrow('given up');
    expect(() => book.answer(page())).toThrow('Nobody asked');
  });

  it('that Streamer.bot could not get is an error in plain words', async () => {
    const book = new PageBook(new FakeClock());
    const { answer, page } = ask(book);
    book.answer(page({ failed: 'not_logged_in' }));
    await expect(answer).rejects.toMatchObject({ message: 'Streamer.bot is not logged in to Twitch.' });
  });

  it('has a word that no other question has', async () => {
    const book = new PageBook(new FakeClock());
    const words = Array.from({ length: 1_000 }, () => ask(book).page().nonce);
    expect(new Set(words).size).toBe(1_000);
    await flush();
  });
});
