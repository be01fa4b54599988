import type { OperationId } from '../../shared/contracts/http/routes.ts';
import type { Operation } from './operation.ts';
import { askQuestion } from './operations/ask-question.ts';
import { cancelQuestion } from './operations/cancel-question.ts';
import { createKey } from './operations/create-key.ts';
import { decideApproval } from './operations/decide-approval.ts';
import { getConfiguration } from './operations/get-configuration.ts';
import { getConversation } from './operations/get-conversation.ts';
import { getDocs } from './operations/get-docs.ts';
import { getHealth } from './operations/get-health.ts';
import { getOpenApi } from './operations/get-open-api.ts';
import { getQuestion } from './operations/get-question.ts';
import { getRows } from './operations/get-rows.ts';
import { getSource } from './operations/get-source.ts';
import { getTable } from './operations/get-table.ts';
import { listKeys } from './operations/list-keys.ts';
import { listQuestions } from './operations/list-questions.ts';
import { listSources } from './operations/list-sources.ts';
import { listTables } from './operations/list-tables.ts';
import { reloadConfiguration } from './operations/reload-configuration.ts';
import { revokeKey } from './operations/revoke-key.ts';
import { rotateKey } from './operations/rotate-key.ts';

/** What each route of the table does: the compiler asks for every one of them. */
export const OPERATIONS: { readonly [Id in OperationId]: Operation<Id> } = {
  askQuestion,
  cancelQuestion,
  createKey,
  decideApproval,
  getConfiguration,
  getConversation,
  getDocs,
  getHealth,
  getOpenApi,
  getQuestion,
  getRows,
  getSource,
  getTable,
  listKeys,
  listQuestions,
  listSources,
  listTables,
  reloadConfiguration,
  revokeKey,
  rotateKey,
};
