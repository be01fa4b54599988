import type { QuestionJob } from '../../../shared/contracts/job.ts';
import type { Visit } from '../../../shared/jobs/visit.ts';
import type { Dependencies } from '../operation.ts';
import type { Evidence, Origin } from './evidence-document.ts';
import { type KeptFiles, readKeptFiles } from './kept-files.ts';

type Stores = Pick<Dependencies, 'jobs' | 'readVisits' | 'evidence'>;

/** How far back a redrive of a redrive is followed. */
const MOST_ORIGINS = 10;

/** All that is recorded of a question, and of those before it whose work it went on with. */
export async function readRecorded(job: QuestionJob, stores: Stores): Promise<Omit<Evidence, 'builtAt'>> {
  const visits = await stores.readVisits(job.id);
  const { origins, lost } = await originsOf(job, stores);
  const read = (each: { job: QuestionJob; visits: readonly Visit[] }) =>
    readKeptFiles(each.job, each.visits, stores.evidence);
  const before = await Promise.all(origins.map(read));
  return { job, visits, origins, files: together([...before, await read({ job, visits })], lost) };
}

/** The questions that it goes on with, the first one first. */
async function originsOf(
  job: QuestionJob,
  { jobs, readVisits }: Stores,
): Promise<{ readonly origins: readonly Origin[]; readonly lost: readonly string[] }> {
  const origins: Origin[] = [];
  for (let next = originOf(job); next !== undefined; next = originOf(origins[0]?.job)) {
    const found = origins.length < MOST_ORIGINS ? await jobs.find(next) : undefined;
    if (!found) return { origins, lost: [`question ${next}`] };
    origins.unshift({ job: found, visits: await readVisits(found.id) });
  }
  return { origins, lost: [] };
}

/** One that began at the beginning goes on with nothing. */
function originOf(job: QuestionJob | undefined): string | undefined {
  return job?.entry && (job.redriveOf ?? job.replayOf);
}

function together(files: readonly KeptFiles[], lost: readonly string[]): KeptFiles {
  const changes = files.at(-1)?.changes;
  return {
    contexts: Object.assign({}, ...files.map(({ contexts }) => contexts)),
    exchanges: files.flatMap(({ exchanges }) => exchanges),
    ...(changes && { changes }),
    missing: [...new Set([...lost, ...files.flatMap(({ missing }) => missing)])],
  };
}
