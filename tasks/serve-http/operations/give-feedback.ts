import { audit } from '../../../shared/access/audit.ts';
import { visiblePolicy } from '../../../shared/authorisation/visible-policy.ts';
import type { Feedback, QuestionJob } from '../../../shared/contracts/job.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import type { Principal } from '../../../shared/contracts/principal.ts';
import { isAdmin, isCurator } from '../../../shared/http/caller.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { giveFeedback as keepFeedback } from '../../../shared/jobs/give-feedback.ts';
import { InqueryError } from '../../../shared/platform/inquery-error.ts';
import type { Dependencies, Operation } from '../operation.ts';
import { questionLinks } from '../question-view.ts';

export const giveFeedback: Operation<'giveFeedback'> = async (call, dependencies) => {
  const { params, body, principal } = call;
  const { jobs, logger, clock } = dependencies;
  const job = await findJudged(params.id, principal, dependencies);
  const sql = approvedSql(job, body);
  const given = await keepFeedback(jobs, job, { ...body, by: principal.id, at: isoNow(clock) });
  if (given.outcome === 'not-found') throw problem('NotFound', 'There is no such question.');
  if (given.outcome === 'too-many') {
    throw problem('FeedbackFull', 'So much has been said of this answer that no more is kept.', about(job));
  }
  const { index } = given;
  const feedback = sql === undefined ? given.feedback : await verify(job, sql, given.feedback);
  audit(logger, 'FeedbackGiven', call.who, { jobId: job.id, verdict: feedback.verdict });
  const query = feedback.verifiedQueryId;
  const links = {
    ...questionLinks(job),
    ...(query !== undefined && { verifiedQuery: `/v1/verified-queries/${query}?source=${job.source}` }),
  };
  return json(200, { id: job.id, kind: job.kind, feedback, links });

  /** Sent again after it got lost on the way, it is added now; what was added is not added twice. */
  async function verify(judged: QuestionJob, right: string, kept: Feedback): Promise<Feedback> {
    if (kept.verifiedQueryId !== undefined) return kept;
    const { source, question, standaloneQuestion = question } = judged;
    const pair = { source, question: standaloneQuestion, sql: right, origin: 'feedback' as const };
    // What answers everybody's questions is for curators to say.
    const { verifiedQueries } = dependencies;
    const { id: verifiedQueryId } = await (isCurator(principal)
      ? verifiedQueries.add(pair, principal)
      : verifiedQueries.propose(pair, principal));
    await jobs.noteVerifiedQuery(judged.id, index, verifiedQueryId);
    return { ...kept, verifiedQueryId };
  }
};

const about = ({ id, status }: QuestionJob) => ({ instance: questionPath(id), jobStatus: status });

/** A question that has ended, for who asked it, admins, and curators who may ask its source. Throws NotFound. */
async function findJudged(
  id: string,
  principal: Principal,
  dependencies: Dependencies,
): Promise<QuestionJob> {
  const { jobs, configuration } = dependencies;
  const found = isCurator(principal) ? await jobs.find(id) : undefined;
  const job = found ?? (await findVisibleJob(jobs, id, principal));
  const isVisible = isAdmin(principal) || job.principal.id === principal.id;
  if (!isVisible) requireSource((await configuration.current()).value, job.source, principal);
  if (job.replayOf)
    throw problem('NotJudgeable', 'A replay tries something out: judge the question itself.', about(job));
  if (isFinal(job.status)) return job;
  throw problem('NotJudgeable', 'The question has not ended yet.', about(job));
}

function requireSource(...asked: Parameters<typeof visiblePolicy>): void {
  try {
    visiblePolicy(...asked);
  } catch (error) {
    if (error instanceof InqueryError) throw problem('NotFound', 'There is no such question.');
    throw error;
  }
}

/** The SQL that is right by this feedback; undefined when it says of none. Throws NotJudgeable. */
function approvedSql(job: QuestionJob, { verdict, sql }: Pick<Feedback, 'verdict' | 'sql'>) {
  if (verdict !== 'approve') return sql;
  const answered = job.status === 'ANSWERED' ? job.ending?.sql : undefined;
  if (answered !== undefined) return answered;
  throw problem('NotJudgeable', 'Only SQL that answered a question can be approved.', about(job));
}
