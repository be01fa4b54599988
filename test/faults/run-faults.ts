import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../commands/fuzz/seeded-random.ts';
import { tooManyFailed } from './check/explained.ts';
import type { Violation } from './check/violation.ts';
import { type PlanSize, planRounds, type Step } from './plan.ts';
import { type Memory, newMemory, settle } from './settle.ts';
import { allStrikes } from './strikes/all-strikes.ts';
import type { Strike } from './strikes/strike.ts';
import { startTrial, type Trial } from './trial.ts';
import type { AcceptedJob } from './workload/accepted-job.ts';
import { askForBigTable } from './workload/big-question.ts';
import { createPatientClient, type PatientClient } from './workload/patient-client.ts';
import { submit, type Wish } from './workload/submit.ts';
import { type Wishes, wishesFrom } from './workload/wishes.ts';

export interface FaultsOptions extends PlanSize {
  readonly seed: number;
  readonly batchRows: number;
  /** Of a table that is exported again and again. */
  readonly bigRows: number;
  /** How long a round may take to settle, in milliseconds. */
  readonly patienceMs: number;
  /** Only kinds of faults with one of these in their name; all when left out. */
  readonly only?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** What a run has done and found. */
export interface FaultsReport {
  /** Kind of fault → how often, and the violations after rounds in which it was. */
  readonly struck: ReadonlyMap<string, { times: number; violations: number }>;
  readonly accepted: readonly AcceptedJob[];
  readonly statuses: ReadonlyMap<string, string>;
  /** Why callers had to try again → how often. */
  readonly repeats: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
  /** Where to look for more, when something was found. */
  readonly logFile: string;
}

/** Lets faults befall a stack at work, in rounds, and checks after each what must hold. */
export async function runFaults(options: FaultsOptions): Promise<FaultsReport> {
  const { seed, bigRows, patienceMs, log } = options;
  const { only = [''] } = options;
  const strikes = allStrikes().filter(({ kind }) => only.some((words) => kind.includes(words)));
  log(`A stack is started, with a table of ${bigRows} rows beside the sample; seed ${seed}.`);
  const trial = await startTrial({ seed, bigRows });
  const client = createPatientClient(() => trial.stack.places().url, patienceMs);
  const run: Run = {
    options,
    trial,
    client,
    memory: newMemory(),
    accepted: [],
    violations: [],
    struck: new Map(),
    redriven: new Set(),
  };
  try {
    const wishes = await wishesFrom(seededRandom(seed + 3));
    const bigQuestion = await askForBigTable(trial, client);
    run.accepted.push(bigQuestion);
    const rounds = planRounds(options, strikes, trial.random);
    for (const [at, steps] of rounds.entries()) {
      if (options.signal.aborted) break;
      await runRound(run, wishes, bigQuestion.id, steps);
      log(progress(run, at + 1, rounds.length));
    }
    run.violations.push(...tooManyFailed(run.memory.statuses));
    return reportOf(run);
  } finally {
    await trial.close(run.violations.length > 0);
  }
}

interface Run {
  readonly options: FaultsOptions;
  readonly trial: Trial;
  readonly client: PatientClient;
  readonly memory: Memory;
  readonly accepted: AcceptedJob[];
  readonly violations: Violation[];
  readonly struck: Map<string, { times: number; violations: number }>;
  readonly redriven: Set<string>;
}

async function runRound(
  run: Run,
  wishes: Wishes,
  bigQuestionId: string,
  steps: readonly Step[],
): Promise<void> {
  const { trial, client, accepted, memory, violations, options } = run;
  const before = violations.length;
  const submissions: Promise<void>[] = [];
  for (const step of steps) {
    if (options.signal.aborted) break;
    if (step.refreshed) submissions.push(refresh(run, step.refreshed));
    const again = step === steps[0] ? redrivesOf(run) : [];
    for (const wish of [...again, ...wishesOf(step, wishes, bigQuestionId, options.batchRows)]) {
      const submission = submit(wish, client).then(
        (job) => void accepted.push(job),
        (error: unknown) =>
          void violations.push({ invariant: 'callers that behave are served', what: String(error) }),
      );
      submissions.push(submission);
    }
    await delay(step.delayMs);
    await befall(run, step.strike);
  }
  await Promise.all(submissions);
  const { signal, patienceMs } = options;
  const struck = steps.map(({ strike }) => strike);
  violations.push(...(await settle({ trial, client, accepted, memory, struck, signal, patienceMs })));
  for (const how of trial.stack.takeOwnEnds()) violations.push({ invariant: 'the stack stays', what: how });
  const found = violations.length - before;
  for (const { invariant, what } of violations.slice(before))
    options.log(`  VIOLATION ${invariant}: ${what}`);
  for (const { strike } of steps) {
    const entry = run.struck.get(strike.kind);
    if (entry && found > 0) entry.violations += found;
  }
}

/** Has a source read anew, for its lease must not be left either. */
async function refresh({ client, violations }: Run, source: string): Promise<void> {
  const { status, body } = await client.call('POST', `/v1/sources/${source}/refresh`);
  if (status === 202) return;
  const what = `a refresh of ${source} was answered ${status}: ${JSON.stringify(body)}`;
  violations.push({ invariant: 'callers that behave are served', what });
}

/** Every question that failed in the round before, once. */
function redrivesOf({ accepted, memory, redriven }: Run): Wish[] {
  const failed = accepted.filter(
    ({ id, kind }) => kind === 'question' && memory.statuses.get(id) === 'FAILED' && !redriven.has(id),
  );
  for (const { id } of failed) redriven.add(id);
  return failed.map(({ id }) => ({ kind: 'redrive', questionId: id }));
}

function wishesOf(step: Step, wishes: Wishes, bigQuestionId: string, batchRows: number) {
  return [
    ...Array.from({ length: step.questions }, wishes.question),
    ...Array.from({ length: step.exports }, () => wishes.export(bigQuestionId)),
    ...Array.from({ length: step.batches }, () => wishes.batch(batchRows)),
  ];
}

async function befall({ trial, struck, options }: Run, { kind, strike }: Strike): Promise<void> {
  const how = await strike(trial, trial.random);
  const entry = struck.get(kind) ?? { times: 0, violations: 0 };
  entry.times += 1;
  struck.set(kind, entry);
  options.log(`  ${kind}: ${how}`);
}

function progress({ accepted, memory, violations }: Run, round: number, rounds: number): string {
  const ended = accepted.filter(({ id }) => memory.statuses.has(id)).length;
  return `round ${round} of ${rounds}: ${ended} of ${accepted.length} jobs ended, ${violations.length} violations`;
}

function reportOf({ struck, accepted, memory, client, violations, trial }: Run): FaultsReport {
  const { statuses } = memory;
  return { struck, accepted, statuses, repeats: client.repeats, violations, logFile: trial.logFile };
}
