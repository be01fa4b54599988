import { audit } from '../../../shared/access/audit.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { AccessRefused, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { type DecidedApproval, decideApproval as decide } from '../../../shared/jobs/decide-approval.ts';
import { mayApprove } from '../approver.ts';
import type { Operation } from '../operation.ts';
import { questionLinks } from '../question-view.ts';

export const decideApproval: Operation<'decideApproval'> = async (call, dependencies) => {
  const { params, body, principal } = call;
  if (!mayApprove(principal)) {
    throw new AccessRefused(
      'RoleMissing',
      problem('NotAuthorised', 'This call needs the role approver or admin.'),
    );
  }
  const decided = await decide(dependencies, params.id, {
    decision: body.decision,
    decidedBy: principal.id,
    decidedAt: isoNow(dependencies.clock),
    decisionReason: body.reason,
    sha256: body.sha256,
  });
  const { approval } = decided?.job ?? {};
  if (!decided) throw problem('NotFound', 'There is no such question.');
  if (decided.outcome !== 'decided' || !approval) throw notDecided(decided);
  const { id, kind, status, version } = decided.job;
  audit(dependencies.logger, 'ApprovalDecided', call.who, { jobId: id, decision: body.decision });
  return json(200, { id, kind, status, version, approval, links: questionLinks(decided.job) });
};

function notDecided({ outcome, job }: DecidedApproval) {
  const about = { instance: questionPath(job.id), jobStatus: job.status };
  switch (outcome) {
    case 'decided-before':
      return problem('AlreadyDecided', 'Somebody has decided on this before; that stays so.', about);
    case 'other-sql':
      return problem('NotAwaitingApproval', 'It awaits approval of other SQL by now. Look again.', about);
    case 'not-ready':
      return problem('Unavailable', 'Approval is just being asked for. Try again.', about, {
        'retry-after': '1',
      });
    default:
      return problem('NotAwaitingApproval', `The question is ${job.status}: nothing to decide on.`, about);
  }
}
