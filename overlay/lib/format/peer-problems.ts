import type { ProblemView } from '../../../server/core/problem.ts';
import type { PeerName } from '../state/peers-editor.ts';
import { language } from '../texts/language.ts';
import { peerProblemTexts } from '../texts/peer-problems.ts';
import { wordsOf } from './errors.ts';

const t = peerProblemTexts[language];

const NAMES: Readonly<Record<PeerName, string>> = {
  obs: 'OBS',
  streamerbot: 'Streamer.bot',
  speakerbot: 'Speaker.bot',
};

/** What is wrong with another program. */
export function peerProblemText(problem: ProblemView, peer: PeerName): string {
  const { code } = problem;
  const name = NAMES[peer];
  return wordsOf(problem, () => (isKnown(code) ? t.code[code](name) : t.other(name)));
}

const isKnown = (code: string): code is keyof typeof t.code => Object.hasOwn(t.code, code);
