import { QuestionParams } from '../questions.ts';
import { EvidenceView, RedriveQuery, ReplayQuestion, RerunHeaders, RerunView } from '../reruns.ts';
import type { Route } from '../route.ts';

const tag = 'Questions';
const access = 'principal';
const begun = {
  202: {
    description: 'It has begun.',
    body: RerunView,
    headers: { location: 'The new question.' },
  },
};

/** The part of the API that serve-reruns answers. */
export const RERUN_API = {
  redriveQuestion: {
    method: 'POST',
    path: '/v1/questions/{id}/redrive',
    summary: 'Go on with a question that failed',
    description:
      'A new question that enters the machine at the state that failed, with what was recorded before it: no model is paid twice. For who asked and admins; it belongs to who asked. The SQL is checked again under the policy of today.',
    tag,
    access,
    params: QuestionParams,
    query: RedriveQuery,
    headers: RerunHeaders,
    responses: begun,
    problems: ['NotRedrivable', 'SourceNotFound', 'IdempotencyKeyReused'],
  },
  replayQuestion: {
    method: 'POST',
    path: '/v1/questions/{id}/replay',
    summary: 'Try a question again from any state, with changes',
    description:
      'A new question that enters the machine at `from`, with what was recorded before it. Once it has ended it shows its `difference` in SQL and rows. For who asked and admins; changes need the role curator or admin. A replay exports nothing and becomes no verified query.',
    tag,
    access,
    params: QuestionParams,
    headers: RerunHeaders,
    body: ReplayQuestion,
    responses: begun,
    problems: ['NotAuthorised', 'NothingRecorded', 'SourceNotFound', 'IdempotencyKeyReused'],
  },
  getEvidence: {
    method: 'GET',
    path: '/v1/questions/{id}/evidence',
    summary: 'How an answer came about, in one file',
    description:
      'Question, policy, what models were shown, told and gave back, candidates, SQL, plan, digest of the rows, costs, decisions and versions. It is made when it is first asked for and stays as it then is, whatever is said of the answer later. For who asked and admins.',
    tag,
    access,
    params: QuestionParams,
    responses: { 200: { description: 'A link to it.', body: EvidenceView } },
    problems: ['EvidenceNotReady', 'EvidenceNotFound', 'EvidenceAltered'],
  },
} as const satisfies Record<string, Route>;
