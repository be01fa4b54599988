import { QuestionView } from '../../job.ts';
import { DecideApproval, DecidedApprovalView } from '../approvals.ts';
import { FeedbackView, GiveFeedback } from '../feedback.ts';
import { PageQuery } from '../paging.ts';
import {
  AskHeaders,
  AskQuestion,
  ConversationParams,
  ConversationView,
  LongPollQuery,
  QuestionPage,
  QuestionParams,
  RowsPage,
  RowsQuery,
  WholeQuestionView,
} from '../questions.ts';
import type { Route } from '../route.ts';

const tag = 'Questions';
const access = 'principal';

export const QUESTION_ROUTES = {
  askQuestion: {
    method: 'POST',
    path: '/v1/questions',
    summary: 'Ask a question',
    description:
      'Answers at once with the question to follow by its id. With `Prefer: wait=N` it waits for the end: an answer is 200, a refusal 422, a failure 502 or 500, and one that has not ended in time 202.',
    tag,
    access,
    headers: AskHeaders,
    body: AskQuestion,
    responses: {
      200: {
        description: 'Ended within the time given by Prefer.',
        body: QuestionView,
        headers: { Location: 'The question.', 'Preference-Applied': 'wait=N, N as applied.' },
      },
      202: {
        description: 'Accepted; it goes on.',
        body: QuestionView,
        headers: { Location: 'The question.', 'Preference-Applied': 'wait=N, where one was asked for.' },
      },
    },
    problems: ['SourceNotFound', 'IdempotencyKeyReused', 'Cancelled'],
    questionErrors: [422, 500, 502],
  },
  listQuestions: {
    method: 'GET',
    path: '/v1/questions',
    summary: 'The questions you asked, newest first',
    tag,
    access,
    query: PageQuery,
    responses: { 200: { description: 'One page.', body: QuestionPage } },
  },
  getQuestion: {
    method: 'GET',
    path: '/v1/questions/{id}',
    summary: 'One question',
    description:
      'Reading is 200 whatever became of the question. Only who asked it, and an admin, may; an approver while it awaits approval.',
    tag,
    access,
    params: QuestionParams,
    query: LongPollQuery,
    responses: {
      200: {
        description: 'The question as it is now.',
        body: WholeQuestionView,
        headers: { ETag: 'Changes with the version; `If-None-Match` with it gets 304.' },
      },
      304: { description: 'Still the version of If-None-Match.' },
    },
  },
  getRows: {
    method: 'GET',
    path: '/v1/questions/{id}/rows',
    summary: 'The rows, by page',
    description: 'Pages of the snapshot taken when the question ran; nothing runs again.',
    tag,
    access,
    params: QuestionParams,
    query: RowsQuery,
    responses: { 200: { description: 'One page.', body: RowsPage } },
    problems: ['RowsNotFound', 'RowsNotReady'],
  },
  cancelQuestion: {
    method: 'POST',
    path: '/v1/questions/{id}/cancel',
    summary: 'Cancel a question',
    description: 'Cancelling again is fine; a question that has ended otherwise stays as it is.',
    tag,
    access,
    params: QuestionParams,
    responses: { 200: { description: 'Cancelled.', body: QuestionView } },
    problems: ['AlreadyEnded'],
  },
  decideApproval: {
    method: 'POST',
    path: '/v1/questions/{id}/approval',
    summary: 'Approve or deny running a costly question',
    description:
      'For the roles approver and admin, on a question that is AWAITING_APPROVAL. The first decision stays; sending one again is fine. Approved, exactly the SQL that was checked runs; denied, the question is refused with who and why.',
    tag,
    access,
    params: QuestionParams,
    body: DecideApproval,
    responses: { 200: { description: 'Decided.', body: DecidedApprovalView } },
    problems: ['NotAuthorised', 'NotAwaitingApproval', 'AlreadyDecided'],
  },
  giveFeedback: {
    method: 'POST',
    path: '/v1/questions/{id}/feedback',
    summary: 'Say whether an answer is right',
    description:
      'For who asked, admins, and curators who may ask its source. What is approved, or put right by `sql`, becomes a verified query once the guard and a dry run, both under your policy, have passed it. Everything said is kept with who and when; of each principal the last counts. Saying the same again changes nothing.',
    tag,
    access,
    params: QuestionParams,
    body: GiveFeedback,
    responses: { 200: { description: 'Kept.', body: FeedbackView } },
    problems: ['NotJudgeable', 'FeedbackFull'],
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{id}',
    summary: 'The questions of a conversation, oldest first',
    tag,
    access,
    params: ConversationParams,
    query: PageQuery,
    responses: { 200: { description: 'One page.', body: ConversationView } },
  },
} as const satisfies Record<string, Route>;
