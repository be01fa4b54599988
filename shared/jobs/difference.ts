import type { Difference, FactorDifference } from '../contracts/difference.ts';
import type { KeptFactor, QuestionJob } from '../contracts/job.ts';
import { isFinal } from '../contracts/job-status.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { compareRows } from './compare-rows.ts';
import type { JobStore } from './job-store.ts';

interface Stores {
  readonly jobs: Pick<JobStore, 'find'>;
  readonly objects: Pick<ObjectStore, 'getRange'>;
}

/** How a replay that has ended differs from its question; undefined of any other job. */
export async function differenceOf(job: QuestionJob, stores: Stores): Promise<Difference | undefined> {
  if (job.replayOf === undefined || !isFinal(job.status)) return undefined;
  const of = await stores.jobs.find(job.replayOf);
  if (!of) return undefined;
  const [before = {}, after = {}] = [of.ending, job.ending];
  const answer = compareTexts(before.answer, after.answer);
  const sql = compareTexts(before.sql, after.sql);
  const rows = await compareRows(before.snapshot, after.snapshot, stores.objects);
  const factors = await compareFactors(before.factors ?? [], after.factors ?? [], stores.objects);
  return {
    of: of.id,
    status: { before: of.status, after: job.status, same: of.status === job.status },
    ...((before.error || after.error) && { error: bothOf(before.error, after.error) }),
    ...(answer && { answer }),
    ...(sql && { sql }),
    ...(rows && { rows }),
    ...(factors.length > 0 && { factors }),
  };
}

const bothOf = <T>(before: T | undefined, after: T | undefined) => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

/** Nothing is the same as nothing only in name: where one of the two has no text, they are not compared. */
function compareTexts(before: string | undefined, after: string | undefined): Difference['sql'] {
  if (before === undefined && after === undefined) return undefined;
  const isBoth = before !== undefined && after !== undefined;
  return { ...bothOf(before, after), ...(isBoth && { same: before === after }) };
}

const whereOf = (old: KeptFactor | undefined, now: KeptFactor | undefined): FactorDifference['in'] => {
  if (old && now) return 'both';
  return old ? 'before' : 'after';
};

/** Figures asked for in the same words are compared; the others are one side's alone. */
async function compareFactors(
  before: readonly KeptFactor[],
  after: readonly KeptFactor[],
  objects: Stores['objects'],
): Promise<FactorDifference[]> {
  const questions = [...new Set([...before, ...after].map(({ question }) => question))];
  return Promise.all(
    questions.map(async (question): Promise<FactorDifference> => {
      const [old, now] = [before, after].map((factors) => factors.find((each) => each.question === question));
      const sql = compareTexts(old?.sql, now?.sql);
      const rows = await compareRows(old?.snapshot, now?.snapshot, objects);
      return {
        question,
        in: whereOf(old, now),
        ...(sql && { sql }),
        ...(rows && { rows }),
      };
    }),
  );
}
