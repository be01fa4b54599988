import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Dependencies } from './operation.ts';

/** No question ends sooner, so looking earlier would only slow it down. */
const FIRST_PAUSE_MS = 28;
const SHORTEST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;
/** Of the time waited so far: that much later than it could be is the answer at most, and reads stay few. */
const PAUSE_SHARE = 0.1;

/** The job as soon as it is as wished, or as it is at the deadline (milliseconds since the epoch). */
export async function waitForJob(
  { jobs, clock }: Pick<Dependencies, 'jobs' | 'clock'>,
  job: QuestionJob,
  wished: (job: QuestionJob) => boolean,
  deadline: number,
): Promise<QuestionJob> {
  let latest = job;
  const startedAt = clock.now();
  while (!wished(latest)) {
    const left = deadline - clock.now();
    if (left <= 0) return latest;
    await clock.sleep(Math.min(pauseAfter(clock.now() - startedAt), left));
    latest = (await jobs.find(job.id)) ?? latest;
  }
  return latest;
}

function pauseAfter(waited: number): number {
  if (waited < FIRST_PAUSE_MS) return FIRST_PAUSE_MS - waited;
  const pause = Math.round(waited * PAUSE_SHARE);
  return Math.min(Math.max(pause, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
}
