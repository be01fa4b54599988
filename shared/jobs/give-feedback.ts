import type { Feedback, QuestionJob } from '../contracts/job.ts';
import type { JobStore } from './job-store.ts';

/** More would be no feedback but a flood. */
const MOST = 100;
/** Others may write the job at the same moment. */
const TRIES = 5;

export type GivenFeedback =
  /** It is on record, by this call or by an earlier one that said the same; `index` is its place. */
  | { readonly outcome: 'given'; readonly feedback: Feedback; readonly index: number }
  | { readonly outcome: 'too-many' }
  | { readonly outcome: 'not-found' };

/** Keeps what somebody says of an answer. All is kept, in order; of each principal the last counts. */
export async function giveFeedback(
  jobs: Pick<JobStore, 'addFeedback' | 'find'>,
  job: QuestionJob,
  feedback: Feedback,
): Promise<GivenFeedback> {
  let known = job.feedback ?? [];
  for (let tries = 0; tries < TRIES; tries++) {
    const last = known.findLastIndex(({ by }) => by === feedback.by);
    const before = known[last];
    if (before && saysTheSame(before, feedback)) return { outcome: 'given', feedback: before, index: last };
    if (known.length >= MOST) return { outcome: 'too-many' };
    if (await jobs.addFeedback(job.id, feedback, known.length)) {
      return { outcome: 'given', feedback, index: known.length };
    }
    const now = await jobs.find(job.id);
    if (!now) return { outcome: 'not-found' };
    known = now.feedback ?? [];
  }
  throw new Error('The feedback could not be written: others always came first.');
}

const saysTheSame = (a: Feedback, b: Feedback) =>
  a.verdict === b.verdict && a.sql === b.sql && a.reason === b.reason;
