export const sentenceTexts = {
  lead: 'These sentences are sent to your tools with each decision. Change one, or leave it as it is.',
  placeholders: 'Put in:',
  change: 'Change',
  close: 'Close',
  placeholder: {
    name: 'the viewer’s name',
    feature: 'the feature',
    timeLeft: 'how long it lasts, or how long to wait',
    roles: 'the viewer’s roles',
  },
  yes: 'When the answer is yes',
  no: 'When the answer is no',
  own: 'your own',
  example: 'Example',
  back: 'Back to Rolecall’s sentence',
  sampleName: 'MapleKettle',
};
