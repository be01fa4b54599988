import type { Entry } from '../../../shared/contracts/entry.ts';
import { sampleEntry } from '../../support/sample-entry.ts';
import type { Scenario } from './scenario.ts';
import { AWAY_THEN_KILLED, fail, type Script, times } from './script.ts';

const TO_GUARD = 'Begin Announce Match Matched GuardRerun';
const BEGUN = `${TO_GUARD} Enter`;
const GUARD_TRIES = 4;
const CHECKED = 'Check MayRun Execute Explain MayExport Complete Notify';

function entering(
  title: string,
  entry: Partial<Entry>,
  rest: string,
  script: Script = {},
  end: Partial<Scenario> = {},
): Scenario {
  return {
    title,
    job: { rerunOf: '01JC0000000000000000000009', entry: sampleEntry(entry) },
    script,
    path: `${BEGUN} ${rest}`,
    status: 'ANSWERED',
    ...end,
  };
}

const SQL = 'SELECT count(*) AS customers FROM northwind.customers';

/** A redrive or a replay, by the state at which it enters the machine. */
export const RERUNS: readonly Scenario[] = [
  entering('a redrive goes on with SQL that was written', { state: 'Check' }, CHECKED),
  entering(
    'the guardrail of a redrive is asked again when it is away and when its function breaks off',
    { state: 'Check' },
    CHECKED,
    { GuardRerun: AWAY_THEN_KILLED },
  ),
  entering(
    'a redrive whose SQL fails this time is mended',
    { state: 'Check' },
    `Check MayReflect Reflect ${CHECKED}`,
    { Check: [fail('UnknownColumn')] },
  ),
  entering(
    'a redrive counts the attempts of before',
    { state: 'Check', attempt: 2 },
    `Check MayReflect Widen Reflect Check MayReflect Fail Complete Notify`,
    { Check: times(2, fail('UnknownColumn')) },
    { status: 'FAILED', error: 'AttemptsExhausted' },
  ),
  entering('a redrive goes on with mending', { state: 'Reflect', attempt: 2 }, `Reflect ${CHECKED}`),
  entering('a redrive goes on with what was retrieved', { state: 'Generate' }, `Generate ${CHECKED}`),
  entering(
    'a redrive goes on with what was understood',
    { state: 'Retrieve' },
    `Retrieve Generate ${CHECKED}`,
  ),
  entering(
    'a replay reads the question anew',
    { state: 'Understand' },
    `ClassifyIntent Route Retrieve Generate ${CHECKED}`,
  ),
  entering(
    'a redrive goes on with the SQL of a verified query',
    { state: 'CheckMatch', match: { found: true, id: 'vq_1', sql: SQL } },
    CHECKED.replace('Check', 'CheckMatch'),
  ),
  entering(
    'a redrive goes on with a why',
    { state: 'Survey' },
    'Survey Split Factors Factor Factor RetrieveFactor RetrieveFactor GenerateFactor GenerateFactor CheckFactor CheckFactor MayRunFactor MayRunFactor ExecuteFactor ExecuteFactor AnyFactor Argue Complete Notify',
  ),
  entering(
    'a redrive goes on with splitting a why',
    { state: 'Split' },
    'Split Factors Factor Factor RetrieveFactor RetrieveFactor GenerateFactor GenerateFactor CheckFactor CheckFactor MayRunFactor MayRunFactor ExecuteFactor ExecuteFactor AnyFactor Argue Complete Notify',
  ),
  entering(
    'a redrive fetches the figures of a why by the SQL there is, and writes what is missing',
    {
      state: 'Factors',
      factors: [
        { question: 'customers by month', sql: SQL, assumptions: [], confidence: 0.9 },
        { question: 'customers by country' },
      ],
    },
    'Factors Factor Factor CheckFactor RetrieveFactor MayRunFactor GenerateFactor ExecuteFactor CheckFactor MayRunFactor ExecuteFactor AnyFactor Argue Complete Notify',
  ),
  guarded('GuardrailBlocked', 'Refuse', { status: 'REFUSED', error: 'GuardrailBlocked' }),
  guarded('ModelUnavailable', 'Fail', { status: 'FAILED', error: 'ModelUnavailable' }),
];

function guarded(error: string, leadsTo: string, end: Partial<Scenario>): Scenario {
  const title = `${error} of GuardRerun ends a rerun before anything goes on`;
  const script = { GuardRerun: times(GUARD_TRIES, fail(error)) };
  const path = `${TO_GUARD} ${leadsTo} Complete Notify`;
  return { ...entering(title, { state: 'Check' }, '', script, end), path };
}
