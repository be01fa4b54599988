import type { CostVerdict } from '../../../shared/contracts/question-machine.ts';
import { RERUNS } from './rerun-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { AWAY_THEN_KILLED, always, fail, hang, reply, type Script, times } from './script.ts';
import { SQL, TASK_CONTRACTS } from './task-contracts.ts';

/** States a first question passes when no verified query matches it. */
const UNDERSTANDING = ['ApplyGuardrail', 'ClassifyIntent'];
const TO_GUARDRAIL = 'Begin Announce Match Matched ApplyGuardrail';
export const READING = ['Begin', 'Announce', 'Match', 'Matched', ...UNDERSTANDING];

const TO_CHECK = 'Route Retrieve Generate Check';
const TO_EXECUTE = `${TO_CHECK} MayRun Execute`;
const ANSWERED = 'MayRun Execute Explain MayExport Complete Notify';

const REPAIRABLE = [
  'SqlSyntaxError',
  'UnknownRelation',
  'UnknownColumn',
  'TypeMismatch',
  'GroupingError',
  'StatementTimeout',
];
const MODEL_REFUSALS = ['NotAnswerable', 'NotAuthorised', 'BudgetExceeded'];
const SQL_REFUSALS = ['UnsafeSql', 'NotAuthorised', 'TooExpensive'];
const CONDITION_FAILED = 'DynamoDB.ConditionalCheckFailedException';
const THROTTLED = 'DynamoDB.ProvisionedThroughputExceededException';

function understood(change: object): Script {
  return { ClassifyIntent: [reply({ ...Object(TASK_CONTRACTS.ClassifyIntent?.reply), ...change })] };
}

function attempts(maxAttempts: number): Script {
  return { Retrieve: [reply({ ...Object(TASK_CONTRACTS.Retrieve?.reply), maxAttempts })] };
}

const readings: Scenario[] = [
  { title: 'a question is answered', path: `${TO_CHECK} ${ANSWERED}`, status: 'ANSWERED' },
  {
    title: 'a question that exports is answered, even where no export can be started',
    job: { mode: 'export', export: { id: '01JC0000000000000000000001', retentionDays: 30 } },
    path: `${TO_CHECK} MayRun Execute Explain MayExport StartExport Complete Notify`,
    status: 'ANSWERED',
  },
  {
    title: 'a question with fewer rows than are exported of themselves is answered as always',
    job: { export: { id: '01JC0000000000000000000001', above: 1, retentionDays: 30 } },
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a question of a conversation is answered',
    job: { conversationId: 'c-1' },
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'an ambiguous question asks back',
    script: understood({ clarification: { question: 'Which year?', choices: ['2024'] } }),
    path: 'Route Complete Notify',
    status: 'NEEDS_CLARIFICATION',
  },
  {
    title: 'a greeting gets its reply',
    script: understood({ intent: 'chat', reply: 'Hello!' }),
    path: 'Route Complete Notify',
    status: 'REPLIED',
  },
  {
    title: 'a greeting without a reply gets the standing one',
    script: understood({ intent: 'chat' }),
    path: 'Route Complete Notify',
    status: 'REPLIED',
  },
  {
    title: 'a question about something else is refused with the words of the model',
    script: understood({ intent: 'out_of_scope', reply: 'I know nothing of the weather.' }),
    path: 'Route Complete Notify',
    status: 'REFUSED',
    error: 'NotAnswerable',
  },
  {
    title: 'a question about something else is refused with the standing words',
    script: understood({ intent: 'out_of_scope' }),
    path: 'Route Complete Notify',
    status: 'REFUSED',
    error: 'NotAnswerable',
  },
  {
    title: 'a question for SQL alone stops once the SQL is checked',
    job: { mode: 'sql' },
    path: `${TO_CHECK} MayRun Complete Notify`,
    status: 'ANSWERED',
  },
];

/** Of two at once. */
const EACH_AWAY_THEN_KILLED = AWAY_THEN_KILLED.flatMap((behaviour) => times(2, behaviour));

const FROM = {
  Retrieve: 'Route Retrieve',
  Generate: 'Route Retrieve Generate',
  Check: TO_CHECK,
  Execute: TO_EXECUTE,
} as const;

/** Reflect is only reached through SQL that failed. */
const TO_REFLECT = `${TO_CHECK} MayReflect Reflect`;

function refusedIn(state: string, path: string, errors: readonly string[], script: Script = {}): Scenario[] {
  return errors.map((error) => ({
    title: `${error} of ${state} refuses the question`,
    script: { ...script, [state]: [fail(error)] },
    path: `${path} Refuse Complete Notify`,
    status: 'REFUSED',
    error,
  }));
}

const UNTIL_REFLECT: Script = { Check: [fail('UnknownColumn')] };

const CLARIFICATION = { question: 'Whose country?', choices: ["the customer's", "the order's"] };

const refusals: Scenario[] = [
  {
    title: 'a word with two meanings in the schema asks back',
    script: { Generate: [fail('NeedsClarification', JSON.stringify({ clarification: CLARIFICATION }))] },
    path: `${FROM.Generate} AskBack Complete Notify`,
    status: 'NEEDS_CLARIFICATION',
  },
  ...refusedIn('ClassifyIntent', READING.join(' '), MODEL_REFUSALS),
  ...refusedIn('ApplyGuardrail', TO_GUARDRAIL, ['GuardrailBlocked']),
  ...refusedIn('Retrieve', FROM.Retrieve, ['GuardrailBlocked', ...MODEL_REFUSALS]),
  ...refusedIn('Generate', FROM.Generate, MODEL_REFUSALS),
  ...refusedIn('Reflect', TO_REFLECT, MODEL_REFUSALS, UNTIL_REFLECT),
  ...refusedIn('Check', FROM.Check, SQL_REFUSALS),
  ...refusedIn('Execute', FROM.Execute, SQL_REFUSALS),
];

const repairs: Scenario[] = [
  ...REPAIRABLE.map((error) => repairedIn('Check', FROM.Check, error)),
  ...[...REPAIRABLE, 'SuspiciousEmptyResult'].map((error) => repairedIn('Execute', FROM.Execute, error)),
  repairedIn('Generate', FROM.Generate, 'ModelOutputInvalid'),
  {
    title: 'ModelOutputInvalid of Reflect is mended by another Reflect',
    script: { ...UNTIL_REFLECT, Reflect: [fail('ModelOutputInvalid')] },
    path: `${TO_REFLECT} MayReflect Widen Reflect Check ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'SQL that never passes ends after three attempts',
    script: { Check: always(fail('SqlSyntaxError')) },
    path: `${TO_REFLECT} Check MayReflect Widen Reflect Check MayReflect Fail Complete Notify`,
    status: 'FAILED',
    error: 'AttemptsExhausted',
  },
  {
    title: 'a second repair does with what was shown when no more can be had',
    script: { Check: times(2, fail('UnknownColumn')), Widen: always(fail('Lambda.Unknown')) },
    path: `${TO_REFLECT} Check MayReflect Widen Reflect Check ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a third repair goes on with the wider context',
    script: { ...attempts(4), Check: times(3, fail('UnknownColumn')) },
    path: `${TO_REFLECT} Check MayReflect Widen Reflect Check MayReflect Reflect Check ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a source that allows one attempt is never reflected on',
    script: { ...attempts(1), Execute: always(fail('StatementTimeout')) },
    path: `${TO_EXECUTE} MayReflect Fail Complete Notify`,
    status: 'FAILED',
    error: 'AttemptsExhausted',
  },
];

function repairedIn(state: string, path: string, error: string): Scenario {
  return {
    title: `${error} of ${state} is mended by Reflect`,
    script: { [state]: [fail(error)] },
    path: `${path} MayReflect Reflect Check ${ANSWERED}`,
    status: 'ANSWERED',
  };
}

function failedIn(state: string, path: string, error: string, shown = error, script: Script = {}): Scenario {
  return {
    title: `${error} of ${state} fails the question as ${shown}`,
    script: { ...script, [state]: always(fail(error)) },
    path: `${path} Fail Complete Notify`,
    status: 'FAILED',
    error: shown,
  };
}

const READ = READING.join(' ');

const failures: Scenario[] = [
  failedIn('ClassifyIntent', READ, 'ModelRejected'),
  failedIn('ClassifyIntent', READ, 'ModelOutputInvalid'),
  failedIn('ApplyGuardrail', TO_GUARDRAIL, 'ConfigInvalid'),
  failedIn('ApplyGuardrail', TO_GUARDRAIL, 'ModelUnavailable'),
  failedIn('Retrieve', FROM.Retrieve, 'ModelThrottled'),
  failedIn('Retrieve', FROM.Retrieve, 'SourceNotFound'),
  failedIn('Generate', FROM.Generate, 'ModelThrottled'),
  failedIn('Generate', FROM.Generate, 'ModelTimeout'),
  failedIn('Check', FROM.Check, 'DatabaseUnavailable'),
  failedIn('Execute', FROM.Execute, 'EngineBusy'),
  failedIn('Reflect', TO_REFLECT, 'ModelUnavailable', 'ModelUnavailable', UNTIL_REFLECT),
  failedIn('Announce', 'Begin Announce', 'EventBridge.InternalException', 'Internal'),
  failedIn('ClassifyIntent', READ, 'TypeError', 'Internal'),
  failedIn('ApplyGuardrail', TO_GUARDRAIL, 'TypeError', 'Internal'),
  ...Object.entries(FROM).map(([state, path]) => failedIn(state, path, 'TypeError', 'Internal')),
  failedIn('Reflect', TO_REFLECT, 'TypeError', 'Internal', UNTIL_REFLECT),
  ...['Internal', 'Sandbox.Timedout', 'Lambda.Unknown', 'Runtime.ExitError'].map((error) =>
    failedIn('Execute', FROM.Execute, error, 'Internal'),
  ),
  ...['ModelThrottled', 'ModelOutputInvalid', 'BudgetExceeded', 'Lambda.Unknown', 'TypeError'].map(
    (error): Scenario => ({
      title: `${error} of Explain still answers with the rows`,
      script: { Explain: always(fail(error)) },
      path: `${TO_CHECK} ${ANSWERED}`,
      status: 'ANSWERED',
    }),
  ),
];

const recordKeeping: Scenario[] = [
  {
    title: 'all that is behind the functions is away once, and each of them is killed once',
    script: {
      ApplyGuardrail: AWAY_THEN_KILLED,
      ClassifyIntent: AWAY_THEN_KILLED,
      Retrieve: AWAY_THEN_KILLED,
      Generate: AWAY_THEN_KILLED,
      Check: [...AWAY_THEN_KILLED, ...times(2, fail('UnknownColumn'))],
      Reflect: AWAY_THEN_KILLED,
      Widen: AWAY_THEN_KILLED,
      Execute: AWAY_THEN_KILLED,
      Explain: AWAY_THEN_KILLED,
    },
    path: `${TO_REFLECT} Check MayReflect Widen Reflect Check ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a job that was cancelled before it began is left as it is',
    script: { Begin: [fail(CONDITION_FAILED)] },
    path: 'Begin AlreadyEnded',
    executionError: 'AlreadyEnded',
  },
  {
    title: 'a job that was cancelled on the way keeps its ending',
    script: { Complete: [fail(CONDITION_FAILED)] },
    path: `${TO_CHECK} MayRun Execute Explain MayExport Complete AlreadyEnded`,
    status: 'ANSWERED',
    executionError: 'AlreadyEnded',
  },
  {
    title: 'a throttled job table is tried again',
    script: { Begin: times(2, fail(THROTTLED)), Complete: times(3, fail(THROTTLED)) },
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a job table that stays throttled fails the execution, for the finaliser',
    script: { Begin: always(fail(THROTTLED)) },
    path: 'Begin',
    executionError: THROTTLED,
  },
  {
    title: 'an ending that cannot be written fails the execution, for the finaliser',
    script: { Complete: always(fail(THROTTLED)) },
    path: `${TO_CHECK} MayRun Execute Explain MayExport Complete`,
    status: 'ANSWERED',
    executionError: THROTTLED,
  },
  {
    title: 'an event that the bus first rejects is put again',
    script: {
      Announce: [reply({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] })],
      Notify: [reply({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] })],
    },
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'an event that cannot be put fails the execution, for the finaliser',
    script: { Notify: always(fail('EventBridge.InternalException')) },
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
    executionError: 'EventBridge.InternalException',
  },
];

/** The cost gate of the first SQL lets it run only so; any SQL after it is cheap. */
export function gated(gate: CostVerdict): Script {
  return { Check: [reply({ ...Object(TASK_CONTRACTS.Check?.reply), gate })] };
}

export const APPROVE: CostVerdict = {
  verdict: 'approve',
  reason: 'Answering this would be more work than this source allows.',
  estimatedCost: 31_000_000.5,
  estimatedRows: 4_000,
  expirySeconds: 6 * 3600,
};

const TO_APPROVAL = `${TO_CHECK} MayRun RequestApproval`;
const TO_WAIT = `${TO_APPROVAL} TellApprovers AwaitApproval`;
const SDK_CONDITION_FAILED = 'DynamoDb.ConditionalCheckFailedException';
const BROKEN_BUS = 'EventBridge.InternalException';

const approvals: Scenario[] = [
  {
    title: 'a question too costly for its source asks for a narrower one',
    script: gated({ verdict: 'narrow', clarification: { question: 'Which year?', choices: [] } }),
    path: `${TO_CHECK} MayRun Complete Notify`,
    status: 'NEEDS_CLARIFICATION',
  },
  {
    title: 'a costly question is answered once it is approved',
    script: gated(APPROVE),
    path: `${TO_WAIT} Resume Execute Explain MayExport Complete Notify`,
    status: 'ANSWERED',
  },
  {
    title: 'costly SQL that is not to be run needs no approval',
    job: { mode: 'sql' },
    script: gated(APPROVE),
    path: `${TO_CHECK} MayRun Complete Notify`,
    status: 'ANSWERED',
  },
  {
    title: 'a costly question is refused when it is denied',
    script: { ...gated(APPROVE), AwaitApproval: [fail('ApprovalDenied')] },
    path: `${TO_WAIT} Refuse Complete Notify`,
    status: 'REFUSED',
    error: 'ApprovalDenied',
  },
  {
    title: 'a costly question is refused when nobody decides',
    script: { ...gated(APPROVE), AwaitApproval: [hang] },
    path: `${TO_WAIT} Expire Refuse Complete Notify`,
    status: 'REFUSED',
    error: 'ApprovalDenied',
  },
  {
    title: 'SQL written after approved SQL failed is checked, and asked about, anew',
    script: {
      Check: times(2, reply({ ...Object(TASK_CONTRACTS.Check?.reply), gate: APPROVE })),
      Execute: [fail('GroupingError')],
    },
    path: `${TO_WAIT} Resume Execute MayReflect Reflect Check MayRun RequestApproval TellApprovers AwaitApproval Resume Execute Explain MayExport Complete Notify`,
    status: 'ANSWERED',
  },
  {
    title: 'a job cancelled before its approval is asked for is left as it is',
    script: { ...gated(APPROVE), RequestApproval: [fail(CONDITION_FAILED)] },
    path: `${TO_APPROVAL} AlreadyEnded`,
    executionError: 'AlreadyEnded',
  },
  {
    title: 'a job cancelled before it begins to wait is left as it is',
    script: { ...gated(APPROVE), AwaitApproval: [fail(SDK_CONDITION_FAILED)] },
    path: `${TO_WAIT} AlreadyEnded`,
    executionError: 'AlreadyEnded',
  },
  {
    title: 'a job cancelled as it is approved does not run',
    script: { ...gated(APPROVE), Resume: [fail(CONDITION_FAILED)] },
    path: `${TO_WAIT} Resume AlreadyEnded`,
    executionError: 'AlreadyEnded',
  },
  ...[
    { state: 'RequestApproval', error: THROTTLED, path: TO_APPROVAL },
    { state: 'TellApprovers', error: BROKEN_BUS, path: `${TO_APPROVAL} TellApprovers` },
    { state: 'AwaitApproval', error: 'DynamoDb.InternalServerErrorException', path: TO_WAIT },
    { state: 'Resume', error: THROTTLED, path: `${TO_WAIT} Resume` },
  ].map(({ state, error, path }) => failedIn(state, path, error, 'Internal', gated(APPROVE))),
];

const TO_MATCH = 'Begin Announce Match';
const MATCHED = `${TO_MATCH} Matched CheckMatch`;
/** Where a question goes whose match came to nothing. */
const USUAL = `${UNDERSTANDING.join(' ')} ${TO_CHECK} ${ANSWERED}`;

/** A verified query matches the question. */
export const MATCHING: Script = { Match: [reply({ found: true, id: 'vq_1', sql: SQL, similarity: 1 })] };

const matches: Scenario[] = [
  {
    title: 'a question that a verified query matches is answered without being read',
    script: MATCHING,
    path: `${MATCHED} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a match that cannot be looked for is none',
    script: { Match: always(fail('TypeError')) },
    path: `${TO_MATCH} Matched ${USUAL}`,
    status: 'ANSWERED',
  },
  {
    title: 'a match is looked for again when the table is away and when its function breaks off',
    script: { Match: [...AWAY_THEN_KILLED, ...(MATCHING.Match ?? [])] },
    path: `${MATCHED} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a match is checked again when the database is away and when its function breaks off',
    script: { ...MATCHING, CheckMatch: AWAY_THEN_KILLED },
    path: `${MATCHED} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  ...['UnknownRelation', 'UnsafeSql', 'NotAuthorised', 'TooExpensive', 'Internal'].map(
    (error): Scenario => ({
      title: `a match whose SQL meets ${error} goes the usual way`,
      script: { ...MATCHING, CheckMatch: [fail(error)] },
      path: `${MATCHED} ${USUAL}`,
      status: 'ANSWERED',
    }),
  ),
  {
    title: 'a match whose SQL fails as it runs goes the usual way',
    script: { ...MATCHING, Execute: [fail('TypeMismatch')] },
    path: `${MATCHED} MayRun Execute MayReflect ${USUAL}`,
    status: 'ANSWERED',
  },
  {
    title: 'a match for SQL alone stops once the SQL is checked',
    job: { mode: 'sql' },
    script: MATCHING,
    path: `${MATCHED} MayRun Complete Notify`,
    status: 'ANSWERED',
  },
  {
    title: 'a costly match waits for approval too',
    script: { ...MATCHING, CheckMatch: [reply({ ...Object(TASK_CONTRACTS.Check?.reply), gate: APPROVE })] },
    path: `${MATCHED} MayRun RequestApproval TellApprovers AwaitApproval Resume Execute Explain MayExport Complete Notify`,
    status: 'ANSWERED',
  },
];

/** The question asks why. */
export const WHY: Script = understood({ intent: 'reasoning' });

const TO_SPLIT = 'Route Survey Split';
const TO_FACTORS = `${TO_SPLIT} Factors`;
const ARGUED = 'AnyFactor Argue Complete Notify';

/** Both factors take the same way; their states come by turns. */
const factors = (...states: string[]) => states.flatMap((state) => [state, state]).join(' ');
const each = (...states: string[]) => [...states, ...states].join(' ');
const FETCHED = factors(
  'Factor',
  'RetrieveFactor',
  'GenerateFactor',
  'CheckFactor',
  'MayRunFactor',
  'ExecuteFactor',
);

const TO_MEND = ['Factor', 'RetrieveFactor', 'GenerateFactor', 'CheckFactor', 'MayMendFactor'];

function factorFailing(state: string, error: string, ...states: string[]): Scenario {
  return {
    title: `${error} of ${state} in every factor refuses the question`,
    script: { ...WHY, [state]: always(fail(error)) },
    path: `${TO_FACTORS} ${factors(...states, 'FactorMissing')} AnyFactor Refuse Complete Notify`,
    status: 'REFUSED',
    error: 'NotAnswerable',
  };
}

const reasonings: Scenario[] = [
  {
    title: 'a question that asks why is answered from several figures',
    script: WHY,
    path: `${TO_FACTORS} ${FETCHED} ${ARGUED}`,
    status: 'ANSWERED',
  },
  {
    title: 'figures are fetched by as many tries as it takes',
    script: {
      ...WHY,
      Survey: AWAY_THEN_KILLED,
      Split: AWAY_THEN_KILLED,
      RetrieveFactor: EACH_AWAY_THEN_KILLED,
      GenerateFactor: EACH_AWAY_THEN_KILLED,
      CheckFactor: EACH_AWAY_THEN_KILLED,
      ExecuteFactor: EACH_AWAY_THEN_KILLED,
      Argue: AWAY_THEN_KILLED,
    },
    // Both waited equally long; from then on one is a step ahead of the other.
    path: `${TO_FACTORS} ${factors('Factor', 'RetrieveFactor', 'GenerateFactor', 'CheckFactor')} ${each('MayRunFactor', 'ExecuteFactor')} ${ARGUED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a question that asks why for SQL alone goes the usual way',
    job: { mode: 'sql' },
    script: WHY,
    path: `${TO_CHECK} MayRun Complete Notify`,
    status: 'ANSWERED',
  },
  ...refusedIn('Survey', 'Route Survey', ['GuardrailBlocked', ...MODEL_REFUSALS], WHY),
  ...refusedIn('Split', TO_SPLIT, MODEL_REFUSALS, WHY),
  failedIn('Survey', 'Route Survey', 'SourceNotFound', 'SourceNotFound', WHY),
  failedIn('Split', TO_SPLIT, 'ModelOutputInvalid', 'ModelOutputInvalid', WHY),
  factorFailing('RetrieveFactor', 'NotAnswerable', 'Factor', 'RetrieveFactor'),
  factorFailing('GenerateFactor', 'NotAnswerable', 'Factor', 'RetrieveFactor', 'GenerateFactor'),
  factorFailing('CheckFactor', 'UnknownColumn', ...TO_MEND, 'ReflectFactor', 'CheckFactor', 'MayMendFactor'),
  {
    ...factorFailing('ReflectFactor', 'NotAnswerable', ...TO_MEND, 'ReflectFactor'),
    script: {
      ...WHY,
      CheckFactor: always(fail('UnknownColumn')),
      ReflectFactor: always(fail('NotAnswerable')),
    },
  },
  {
    title: 'the SQL of a figure that fails is mended, by as many tries as it takes',
    script: {
      ...WHY,
      CheckFactor: times(2, fail('UnknownColumn')),
      ReflectFactor: EACH_AWAY_THEN_KILLED,
    },
    path: `${TO_FACTORS} ${factors(...TO_MEND, 'ReflectFactor')} ${each('CheckFactor', 'MayRunFactor', 'ExecuteFactor')} ${ARGUED}`,
    status: 'ANSWERED',
  },
  {
    title: 'SQL of a figure that fails as it runs is mended too',
    script: { ...WHY, ExecuteFactor: times(2, fail('TypeMismatch')) },
    path: `${TO_FACTORS} ${FETCHED} ${factors('MayMendFactor', 'ReflectFactor', 'CheckFactor', 'MayRunFactor', 'ExecuteFactor')} ${ARGUED}`,
    status: 'ANSWERED',
  },
  factorFailing(
    'ExecuteFactor',
    'TypeError',
    ...['Factor', 'RetrieveFactor', 'GenerateFactor', 'CheckFactor', 'MayRunFactor', 'ExecuteFactor'],
  ),
  {
    title: 'figures that cost too much are missing, and nobody is asked to approve them',
    script: { ...WHY, CheckFactor: always(reply({ ...Object(TASK_CONTRACTS.Check?.reply), gate: APPROVE })) },
    path: `${TO_FACTORS} ${factors('Factor', 'RetrieveFactor', 'GenerateFactor', 'CheckFactor', 'MayRunFactor', 'FactorMissing')} AnyFactor Refuse Complete Notify`,
    status: 'REFUSED',
    error: 'NotAnswerable',
  },
  {
    title: 'a database that is away fails the question, as it does any other',
    script: { ...WHY, CheckFactor: always(fail('DatabaseUnavailable')) },
    path: `${TO_FACTORS} ${factors('Factor', 'RetrieveFactor', 'GenerateFactor', 'CheckFactor', 'FactorMissing')} AnyFactor Fail Complete Notify`,
    status: 'FAILED',
    error: 'DatabaseUnavailable',
  },
  {
    title: 'figures without an explanation are still told',
    script: { ...WHY, Argue: always(fail('ModelUnavailable')) },
    path: `${TO_FACTORS} ${FETCHED} ${ARGUED}`,
    status: 'ANSWERED',
  },
];

/** The source allows three candidates, and one query may not be enough. */
export const DOUBTFUL: Script = {
  Retrieve: [reply({ ...Object(TASK_CONTRACTS.Retrieve?.reply), candidates: 3, doubts: ['several-joins'] })],
};

/** What the first candidate does while the others are written, checked and run. */
const COMPARED =
  'Compare Candidate Candidate Candidate GenerateCandidate GenerateCandidate ExecuteCandidate CheckCandidate CheckCandidate MayRunCandidate MayRunCandidate ExecuteCandidate ExecuteCandidate Elect';
const ELECTED = 'Explain MayExport Complete Notify';
const doubtful = (change: object): Script => ({
  Retrieve: [reply({ ...Object(TASK_CONTRACTS.Retrieve?.reply), candidates: 3, ...change })],
});
const generated = (confidence: number) => reply({ ...Object(TASK_CONTRACTS.Generate?.reply), confidence });

const comparisons: Scenario[] = [
  {
    title: 'a doubtful question is answered by what most of three queries give',
    script: DOUBTFUL,
    path: `${TO_CHECK} MayRun ${COMPARED} ${ELECTED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a question the model is unsure of is too',
    script: { ...doubtful({}), Generate: [generated(0.5)] },
    path: `${TO_CHECK} MayRun ${COMPARED} ${ELECTED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a question whose SQL was mended is too',
    script: { ...doubtful({}), Check: [fail('UnknownColumn')] },
    path: `${TO_REFLECT} Check MayRun ${COMPARED} ${ELECTED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a question without doubts is answered by one query, whatever the source allows',
    script: doubtful({}),
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'a doubtful question of a source that allows one query is answered by one',
    script: doubtful({ candidates: 1, doubts: ['weak-match'] }),
    path: `${TO_CHECK} ${ANSWERED}`,
    status: 'ANSWERED',
  },
  {
    title: 'candidates are tried as often as any SQL is',
    script: {
      ...DOUBTFUL,
      GenerateCandidate: EACH_AWAY_THEN_KILLED,
      CheckCandidate: EACH_AWAY_THEN_KILLED,
      ExecuteCandidate: AWAY_THEN_KILLED,
    },
    // Both waited equally long; from then on one is a step ahead of the other.
    path: `${TO_CHECK} MayRun Compare Candidate Candidate Candidate GenerateCandidate GenerateCandidate ExecuteCandidate CheckCandidate CheckCandidate MayRunCandidate ExecuteCandidate MayRunCandidate ExecuteCandidate Elect ${ELECTED}`,
    status: 'ANSWERED',
  },
  {
    title: 'candidates that come to nothing leave the first one',
    script: { ...DOUBTFUL, GenerateCandidate: [fail('NotAnswerable')], CheckCandidate: [fail('UnsafeSql')] },
    path: `${TO_CHECK} MayRun Compare Candidate Candidate Candidate GenerateCandidate GenerateCandidate ExecuteCandidate CandidateFailed CheckCandidate CandidateFailed Elect ${ELECTED}`,
    status: 'ANSWERED',
  },
  {
    title: 'candidates that would need approval are not run',
    script: {
      ...DOUBTFUL,
      CheckCandidate: always(reply({ ...Object(TASK_CONTRACTS.Check?.reply), gate: APPROVE })),
    },
    path: `${TO_CHECK} MayRun Compare Candidate Candidate Candidate GenerateCandidate GenerateCandidate ExecuteCandidate CheckCandidate CheckCandidate MayRunCandidate MayRunCandidate CandidateFailed CandidateFailed Elect ${ELECTED}`,
    status: 'ANSWERED',
  },
  {
    title: 'where no candidate runs, the first SQL goes the usual way',
    script: {
      ...DOUBTFUL,
      ExecuteCandidate: always(fail('GroupingError')),
      Execute: [fail('GroupingError')],
    },
    path: `${TO_CHECK} MayRun Compare Candidate Candidate Candidate GenerateCandidate GenerateCandidate ExecuteCandidate CheckCandidate CheckCandidate CandidateFailed MayRunCandidate MayRunCandidate ExecuteCandidate ExecuteCandidate CandidateFailed CandidateFailed Elect Execute MayReflect Reflect Check ${ANSWERED}`,
    status: 'ANSWERED',
  },
];

export const SCENARIOS: readonly Scenario[] = [
  ...comparisons,
  ...reasonings,
  ...readings,
  ...refusals,
  ...repairs,
  ...failures,
  ...recordKeeping,
  ...approvals,
  ...matches,
  ...RERUNS,
];
