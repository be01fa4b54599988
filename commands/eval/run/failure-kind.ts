import type { QuestionView } from '../../../shared/contracts/job.ts';
import type { FailureKind } from '../result.ts';

const KIND_OF: Readonly<Record<string, FailureKind>> = {
  GuardrailBlocked: 'guard',
  NotAuthorised: 'guard',
  UnsafeSql: 'guard',
  TooExpensive: 'guard',
  BudgetExceeded: 'guard',
  ApprovalDenied: 'guard',
  StatementTimeout: 'timeout',
  ModelTimeout: 'timeout',
  ModelThrottled: 'model',
  ModelUnavailable: 'model',
  ModelRejected: 'model',
  ModelOutputInvalid: 'model',
  DatabaseUnavailable: 'internal',
  EngineBusy: 'internal',
  ServiceUnavailable: 'internal',
  ConfigInvalid: 'internal',
  SourceNotFound: 'internal',
  Internal: 'internal',
};

/** Why a question was not answered rightly, from how it ended and whether the model saw the tables it needed. */
export function failureKind({ error, attempts }: QuestionView, sawItsTables: boolean): FailureKind {
  const known = error && KIND_OF[error.name];
  if (known) return known;
  // The last attempt says what the attempts were used up on.
  const last = error?.name === 'AttemptsExhausted' && KIND_OF[attempts.at(-1)?.error?.name ?? ''];
  return last || (sawItsTables ? 'generation' : 'linking');
}
