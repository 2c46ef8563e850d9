import { keyOf, type WrongQuestion } from '../state/question-log.ts';
import { language } from '../texts/language.ts';
import { mistakeTexts } from '../texts/mistakes.ts';
import type { Trouble } from './troubles.ts';

const t = mistakeTexts[language];

/** `Streamer.bot asked wrongly 3 times: platform was not filled in.` And how to mend it. */
export function wordsOf({
  caller,
  count,
  code,
  param,
  message,
  fix,
}: WrongQuestion): readonly [string, string] {
  const [what, mend] = Object.hasOwn(t.mistakes, code)
    ? t.mistakes[code](param ?? t.something)
    : ([message, fix] as const);
  return [t.asked(t.caller[caller] ?? caller, count, what), mend];
}

export function troubleOfQuestion(question: WrongQuestion): Trouble {
  const [says, fix] = wordsOf(question);
  return { key: keyOf(question), isGrave: false, says, fix, acts: [], isClosable: true };
}
