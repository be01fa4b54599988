import { RERUN_API } from '../../shared/contracts/http/routes/rerun-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, RerunOperationId } from './operation.ts';
import { getEvidence } from './operations/get-evidence.ts';
import { redriveQuestion } from './operations/redrive-question.ts';
import { replayQuestion } from './operations/replay-question.ts';

/** What each route about running a question again does: the compiler asks for every one of them. */
export const API: Api<RerunOperationId, Dependencies> = {
  routes: RERUN_API,
  operations: { getEvidence, redriveQuestion, replayQuestion },
};
