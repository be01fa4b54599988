import { setTimeout as delay } from 'node:timers/promises';
import { uncountedCalls, wrongCalls } from './check/calls.ts';
import { unexplained } from './check/explained.ts';
import { checkFiles } from './check/files.ts';
import { finalStatuses, INVARIANTS, leftStatuses } from './check/invariants.ts';
import { type Item, type Observed, observe } from './check/observed.ts';
import type { Violation } from './check/violation.ts';
import { clearModelFaults } from './strikes/model.ts';
import type { Strike } from './strikes/strike.ts';
import type { Trial } from './trial.ts';
import type { AcceptedJob } from './workload/accepted-job.ts';
import type { PatientClient } from './workload/patient-client.ts';

const LOOK_EVERY_MS = 300;
/** The sweep's schedule has five minutes; the harness does not wait for them. */
const SWEEP_EVERY_MS = 3_000;
/** Nor for the minutes (three, or fifteen) that SQS hides what a worker had when it was killed. */
const SHOW_EVERY_MS = 30_000;

/** What is kept from one check to the next. */
export interface Memory {
  /** Final statuses as they were first seen. */
  readonly statuses: Map<string, string>;
  /** Jobs whose files have been looked at. */
  readonly lookedAt: Set<string>;
  /** Violations that were reported, which nobody waits for again. */
  readonly reported: Set<string>;
  /** Calls of models that were answered and are in no step. */
  uncounted: number;
}

export const newMemory = (): Memory => ({
  statuses: new Map(),
  lookedAt: new Set(),
  reported: new Set(),
  uncounted: 0,
});

export interface Settling {
  readonly trial: Trial;
  readonly client: PatientClient;
  readonly accepted: readonly AcceptedJob[];
  readonly memory: Memory;
  /** The faults since the last check: what jobs may have failed by. */
  readonly struck: readonly Strike[];
  readonly signal: AbortSignal;
  /** After so many milliseconds, what does not hold is a violation. */
  readonly patienceMs: number;
}

/** Waits until everything holds that must; what does not in time, or can never again, is returned. */
export async function settle(settling: Settling): Promise<Violation[]> {
  const { trial, memory, accepted, struck, patienceMs, signal } = settling;
  await clearModelFaults(trial);
  const until = Date.now() + patienceMs;
  for (let looks = 0; ; looks++) {
    await hasten(trial, looks * LOOK_EVERY_MS);
    const observed = await observe(trial.stack.places(), trial);
    const open = unmet(observed, settling);
    // A run that is broken off judges nothing.
    if (signal.aborted) return [];
    if (open.length > 0 && Date.now() < until) {
      await delay(LOOK_EVERY_MS);
      continue;
    }
    const left = leftStatuses(memory.statuses, observed, accepted).map((what) => ({
      invariant: 'a final status is never left',
      what,
    }));
    const failed = unexplained(memory.statuses, observed, struck);
    memory.uncounted = uncountedCalls(observed);
    for (const [id, status] of finalStatuses(observed)) {
      if (!memory.statuses.has(id)) memory.statuses.set(id, status);
    }
    const found = [...open, ...left, ...failed, ...(await wrongFiles(observed, settling))];
    for (const each of found) memory.reported.add(keyOf(each));
    return found;
  }
}

/** Has done now what would be done minutes later, after so much time of waiting. */
async function hasten({ stack }: Trial, waitedMs: number): Promise<void> {
  if (waitedMs % SWEEP_EVERY_MS === 0)
    await stack.order({ do: 'run-task', task: 'sweep-jobs' }).catch(() => undefined);
  if (waitedMs > 0 && waitedMs % SHOW_EVERY_MS === 0)
    await stack.order({ do: 'show-hidden' }).catch(() => undefined);
}

function unmet(observed: Observed, { accepted, memory, struck }: Settling): Violation[] {
  const broken = INVARIANTS.flatMap(({ name, check }) =>
    check(observed, accepted).map((what) => ({ invariant: name, what })),
  );
  return [...broken, ...wrongCalls(memory.uncounted, observed, struck)].filter(
    (violation) => !memory.reported.has(keyOf(violation)),
  );
}

const keyOf = ({ invariant, what }: Violation) => `${invariant}: ${what}`;

async function wrongFiles(
  observed: Observed,
  { trial, client, accepted, memory }: Settling,
): Promise<Violation[]> {
  const records = new Map(
    observed.items.filter(({ sk }) => sk === 'JOB').map((item) => [String(item.id), item]),
  );
  const parts = { client, adminUrl: trial.adminUrl, records };
  const wrong: Violation[] = [];
  for (const job of withExportsOfQuestions(accepted, records)) {
    if (memory.lookedAt.has(job.id) || !memory.statuses.has(job.id)) continue;
    memory.lookedAt.add(job.id);
    const found = await checkFiles(job, parts).catch((error: unknown) => [`${job.kind} ${job.id}: ${error}`]);
    wrong.push(...found.map((what) => ({ invariant: 'files are complete and in order', what })));
  }
  return wrong;
}

/** Questions begin exports too. */
function withExportsOfQuestions(
  accepted: readonly AcceptedJob[],
  records: ReadonlyMap<string, Item>,
): AcceptedJob[] {
  const known = new Set(accepted.map(({ id }) => id));
  const others = [...records].filter(([id, { kind }]) => kind === 'export' && !known.has(id));
  return [...accepted, ...others.map(([id]) => ({ kind: 'export' as const, id, asked: 'by a question' }))];
}
