import { readFileSync } from 'node:fs';
import { createStepFunctions } from '../../local/step-functions/create-step-functions.ts';
import type { CallService, InvokeLambda, MapObjects } from '../../local/step-functions/integrations/ports.ts';
import type { MapMachine } from './map-machine.ts';

const FILE = readFileSync(new URL('../../state-machines/batch.asl.json', import.meta.url), 'utf8');
const QUESTION_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:question';
const PRINCIPAL = { id: 'ana', roles: ['analyst'], attributes: {} };
const BATCH = { id: '01JE0000000000000000000000', key: 'k', principalId: 'ana' };

/** What each function of the machine says, by the name that stands for it. */
const REPLIES: Readonly<Record<string, object>> = {
  OpenBatchFunction: { outcome: 'opened', batch: BATCH },
  ValidateBatchFunction: {
    ...{ outcome: 'valid', questions: 1, itemsKey: 'items.jsonl', concurrency: 40, intervalMs: 1 },
    ...{ principal: PRINCIPAL, principalAttribute: { M: {} } },
  },
  SummariseBatchFunction: { counts: {} },
};

/** The batch machine as deployed; its functions, table and bus answer at once, its questions are a single Pass. */
export function batchMachine(objects: MapObjects): MapMachine {
  const invokeLambda: InvokeLambda = async (name) => ({ payload: REPLIES[name] });
  const stepFunctions = createStepFunctions({ integrations: { objects, invokeLambda, callService } });
  stepFunctions.createStateMachine({
    name: 'question',
    definition: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Answer',
      States: { Answer: { Type: 'Pass', Output: {}, End: true } },
    }),
  });
  const definition = FILE.replace(/\$\{(\w+)\}/g, (_, name: string) =>
    name === 'QuestionMachine' ? QUESTION_MACHINE : name,
  );
  const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'batch', definition });
  return { stepFunctions, stateMachineArn, input: { key: 'k', etag: 'e', size: 1 } };
}

/** It is always this question's turn, and every question is answered. */
const callService: CallService = async ({ action }) => {
  if (action === 'getItem') return { Item: { status: { S: 'ANSWERED' } } };
  return { Attributes: { nextAt: { N: '0' } } };
};
