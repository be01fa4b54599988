import { json } from '../../../shared/http/http-response.ts';
import { exportPath } from '../../../shared/http/job-paths.ts';
import { exportSummary } from '../export-view.ts';
import type { Operation } from '../operation.ts';
import { submitExport } from '../submit-export.ts';

export const startExport: Operation<'startExport'> = async (call, dependencies) => {
  const { body: wish, headers, principal, request } = call;
  const job = await submitExport(
    { wish, principal, idempotencyKey: headers['idempotency-key'] },
    dependencies,
  );
  return json(202, exportSummary(job), { location: `${request.basePath}${exportPath(job.id)}` });
};
