import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Dependencies } from './operation.ts';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;
const GROWTH = 1.5;

/** The job as soon as it is as wished, or as it is at the deadline (milliseconds since the epoch). */
export async function waitForJob(
  { jobs, clock }: Pick<Dependencies, 'jobs' | 'clock'>,
  job: QuestionJob,
  wished: (job: QuestionJob) => boolean,
  deadline: number,
): Promise<QuestionJob> {
  let latest = job;
  let pause = FIRST_PAUSE_MS;
  while (!wished(latest)) {
    const left = deadline - clock.now();
    if (left <= 0) return latest;
    await clock.sleep(Math.min(pause, left));
    pause = Math.min(Math.ceil(pause * GROWTH), LONGEST_PAUSE_MS);
    latest = (await jobs.find(job.id)) ?? latest;
  }
  return latest;
}
