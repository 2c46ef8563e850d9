import { type Kind, KINDS } from '../../../server/core/roles.ts';
import { lateTexts } from './en/late.ts';
import { listOf } from './language.ts';

/** `New VIPs and mods show with the next sync.` @param late at least one */
export function lateSentence(late: readonly Kind[]): string {
  if (late.length === KINDS.length) return lateTexts.all;
  return lateTexts.some(listOf(late.map((kind) => lateTexts.kind[kind])));
}
