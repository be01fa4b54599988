import type { Ending, KeptStep, QuestionJob } from '../../../../shared/contracts/job.ts';
import type { Visit } from '../../../../shared/jobs/visit.ts';
import { exchangeKey } from '../../../../shared/platform/exchange-key.ts';
import type { FakeHttpApi } from '../../../support/fake-http-api.ts';
import { endedJob } from '../../../support/sample-job.ts';

/** One visit, by its state and branch (`GenerateFactor@factor-0`), with its step and what a model replied. */
export interface Recorded {
  readonly state: string;
  readonly step?: Partial<KeptStep>;
  readonly reply?: { readonly tool: string; readonly input: object };
}

export const SQL = 'SELECT count(*) FROM orders';
export const PASSED: Recorded = { state: 'ApplyGuardrail' };
export const CLASSIFIED: Recorded = {
  state: 'ClassifyIntent',
  reply: {
    tool: 'classify',
    input: { intent: 'retrieval', standaloneQuestion: 'q', confidence: 0.9, reply: null },
  },
};
export const RETRIEVED: Recorded = { state: 'Retrieve' };
export const WRITTEN: Recorded = written('Generate', SQL);
export const away = (state: string): Recorded => failing(state, 'DatabaseUnavailable');

export function written(state: string, sql: string, confidence = 0.8): Recorded {
  const input = { sql, assumptions: ['As of today.'], confidence };
  return { state, step: { sql }, reply: { tool: 'write_sql', input } };
}

export function failing(state: string, name: string): Recorded {
  return { state, step: { error: { name, message: `told by ${name}` } } };
}

const CONTEXT = {
  dialect: 'postgres',
  schema: 'CREATE TABLE orders (id int8);',
  tables: ['public.orders'],
  tokens: 10,
  warnings: ['Names are cryptic.'],
  doubts: ['several-joins'],
  catalog: 'c1',
};

/** Puts a question that ended, with the traces of its run, where serve-reruns finds them. */
export function putRun(
  api: FakeHttpApi,
  status: QuestionJob['status'],
  told: readonly Recorded[],
  { ending = {}, ...changes }: Partial<QuestionJob> & { ending?: Ending } = {},
): QuestionJob {
  const tells = (state: string) => told.some((each) => each.state === state);
  // What read a question had been let through, unless it is told otherwise.
  const passes = tells('ClassifyIntent') && !tells('ApplyGuardrail');
  const recorded = passes ? [PASSED, ...told] : told;
  const visits = recorded.map(({ state: name, step }, second): Visit => {
    const [state = '', branch] = name.split('@');
    const enteredAt = `2026-05-04T10:00:${String(second).padStart(2, '0')}.000Z`;
    return {
      ...{ state, enteredAt, retry: 0, ...(branch !== undefined && { branch }) },
      step: { state, startedAt: enteredAt, ms: 1, ...(branch !== undefined && { branch }), ...step },
    };
  });
  const job = { ...endedJob(status, ending), steps: visits.map(({ step }) => step), ...changes };
  api.jobs.put(job);
  api.visits.set(job.id, visits);
  recorded.forEach(({ reply }, at) => {
    const visit = visits[at];
    if (visit && reply)
      api.objects.set(
        exchangeKey(job.id, visit),
        JSON.stringify({ used: 'p@1', system: 's', prompt: 'p', reply }),
      );
  });
  if (visits.some(({ state, step }) => ['Retrieve', 'Survey'].includes(state) && !step.error))
    api.objects.set(`jobs/${job.id}/context.json`, JSON.stringify(CONTEXT));
  return job;
}
