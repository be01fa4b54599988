import { EXPORT_API } from '../../shared/contracts/http/routes/export-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, ExportOperationId } from './operation.ts';
import { cancelExport } from './operations/cancel-export.ts';
import { getExport } from './operations/get-export.ts';
import { listExports } from './operations/list-exports.ts';
import { startExport } from './operations/start-export.ts';

/** What each route about exports does: the compiler asks for every one of them. */
export const API: Api<ExportOperationId, Dependencies> = {
  routes: EXPORT_API,
  operations: { cancelExport, getExport, listExports, startExport },
};
