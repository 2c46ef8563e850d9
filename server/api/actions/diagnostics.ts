import type { Result } from '../../protocol/actions.ts';
import type { Handlers } from '../router.ts';
import type { Services } from '../services.ts';
import { toCallers, toWrongQuestion } from '../wire.ts';

type Part = Pick<Handlers, 'diagnostics.get' | 'callers.list'>;

export function diagnosticsActions(services: Services): Part {
  return {
    'callers.list': () => toCallers(services.callers.view()),
    'diagnostics.get': (): Result<'diagnostics.get'> => ({
      text: services.diagnostics.text(),
      wrongQuestions: services.questions.list().map(toWrongQuestion),
    }),
  };
}
