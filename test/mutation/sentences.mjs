// What a sentence says is for people to judge: mutants of it would drown the rest. Names of one word stay: they are codes.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const isSentence = (text) => /\S \S|^ | $/.test(text);

const textOf = ({ node }) => {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('_');
  return '';
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sentences', {
    shouldIgnore: (path) => (isSentence(textOf(path)) ? 'a text for people' : undefined),
  }),
];
