import type { Language } from '../languages.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';
import type { ChatWords } from './words.ts';

/** What Rolecall says in chat, in each language. */
export const CHAT_WORDS: Readonly<Record<Language, ChatWords>> = { en, de, es, pt, fr };
