import type { RerunView } from '../../shared/contracts/http/reruns.ts';
import type { QuestionJob } from '../../shared/contracts/job.ts';
import { questionPath } from '../../shared/http/job-paths.ts';

/** What has been begun, and where to follow it. */
export function rerunView(job: QuestionJob): RerunView {
  const { id, kind, status, version, question, source, mode, createdAt, redriveOf, replayOf, entry } = job;
  const of = redriveOf ?? replayOf;
  return {
    ...{ id, kind, status, version, question, source, mode, createdAt },
    ...(redriveOf !== undefined && { redriveOf }),
    ...(replayOf !== undefined && { replayOf }),
    ...(entry && { enteredAt: entry.state }),
    links: {
      self: questionPath(id),
      ...(of !== undefined && { [redriveOf === undefined ? 'replayOf' : 'redriveOf']: questionPath(of) }),
    },
  };
}
