export const sentenceTexts = {
  lead: 'These sentences are sent to your tools with each decision. Write your own, or leave a field empty to use Rolecall’s.',
  placeholders: 'You can use these placeholders:',
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
