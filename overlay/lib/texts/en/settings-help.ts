export const helpTexts = {
  lead: 'When something does not work as you expect.',
  questions: 'Programs that asked wrongly',
  questionsText:
    'Whoever asks wrongly gets an error instead of yes or no. Counted since Rolecall was started.',
  noQuestions: 'No program asked wrongly since Rolecall was started.',
  last: (age: string) => `Last ${age}`,
  diagnostics: 'Diagnostics',
  diagnosticsText:
    'A text to paste where you ask for help: versions, states and the last errors. No passwords, and no names of viewers.',
  show: 'Show diagnostics',
  again: 'Read it again',
  reading: 'Reading…',
};
