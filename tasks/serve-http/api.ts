import { QUESTION_API } from '../../shared/contracts/http/routes/question-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, QuestionOperationId } from './operation.ts';
import { askQuestion } from './operations/ask-question.ts';
import { cancelQuestion } from './operations/cancel-question.ts';
import { decideApproval } from './operations/decide-approval.ts';
import { getConversation } from './operations/get-conversation.ts';
import { getQuestion } from './operations/get-question.ts';
import { getRows } from './operations/get-rows.ts';
import { giveFeedback } from './operations/give-feedback.ts';
import { listQuestions } from './operations/list-questions.ts';

/** What each route about questions does: the compiler asks for every one of them. */
export const API: Api<QuestionOperationId, Dependencies> = {
  routes: QUESTION_API,
  operations: {
    askQuestion,
    cancelQuestion,
    decideApproval,
    getConversation,
    getQuestion,
    getRows,
    giveFeedback,
    listQuestions,
  },
};
