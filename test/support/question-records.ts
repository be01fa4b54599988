import type { QuestionJob, Step } from '../../shared/contracts/job.ts';
import type { QuestionInput, StepContext } from '../../shared/contracts/question-machine.ts';

const BASE = '01JC0000000000000000000000';

/** A ULID; a higher number is a later one. */
export const jobId = (number: number) => `${BASE.slice(0, 26 - String(number).length)}${number}`;

/** A question that was just submitted. */
export function newJob(changes: Partial<QuestionJob> = {}): QuestionJob {
  return {
    id: jobId(1),
    kind: 'question',
    status: 'SUBMITTED',
    version: 1,
    question: 'How many orders are there?',
    source: 'shop',
    mode: 'answer',
    principal: { id: 'ann', roles: ['reader'], attributes: {} },
    createdAt: '2026-01-02T03:04:05.000Z',
    steps: [],
    ...changes,
  };
}

export function newInput(changes: Partial<QuestionInput> = {}): QuestionInput {
  return {
    id: jobId(1),
    question: 'How many orders are there?',
    source: 'shop',
    mode: 'answer',
    principalId: 'ann',
    roles: ['reader'],
    attributes: {},
    askedAt: '2026-01-02T03:04:05.000Z',
    ...changes,
  };
}

export function newContext(state: string, second: number, retry = 0): StepContext {
  return { state, enteredAt: `2026-01-02T03:04:${String(second).padStart(2, '0')}.000Z`, retry };
}

export function newStep(state: string, changes: Partial<Step> = {}): Step {
  return { state, startedAt: '2026-01-02T03:04:06.000Z', ms: 1, ...changes };
}
