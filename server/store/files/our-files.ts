const SUBJECTS =
  'settings|access|access-tokens|tokens|channel|peers|peer-passwords|speakerbot-regulars|runs|counts|cooldowns|roster|warnings';
const PART = '(\\.(copy|journal|snapshot))?\\.(json|ndjson)';
const DATA = new RegExp(`^(${SUBJECTS})${PART}(\\.bak)?$`);
const SET_ASIDE = new RegExp(`^(${SUBJECTS})\\.corrupt-[\\dTZ-]+${PART}(\\.bak)?$`);
const WORK = new RegExp(`^((${SUBJECTS})${PART}(\\.bak)?|manifest(\\.copy)?\\.ndjson)(\\.tmp)?$`);
/** What names viewers, or tells of them. */
const OF_VIEWERS = /^(access|speakerbot-regulars|runs|counts|cooldowns|roster)\./;

/** Whether a file holds data of ours: a folder with one is not new. Others may lie beside them. */
export const isData = (name: string): boolean => DATA.test(name);

/** Whether a file was written by Rolecall, as far as its name tells. */
export const isOurs = (name: string): boolean => DATA.test(name) || SET_ASIDE.test(name) || WORK.test(name);

/** Whether it is damaged data about viewers that was kept. */
export const isViewersSetAside = (name: string): boolean => SET_ASIDE.test(name) && OF_VIEWERS.test(name);
