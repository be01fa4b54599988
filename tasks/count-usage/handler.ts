import * as z from 'zod';
import { metricFields } from '../../shared/platform/embedded-metrics.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { requestHandler } from '../../shared/platform/request.ts';
import { countJob } from './count-job.ts';
import { logger, ports } from './dependencies.ts';

const EndingEvent = z.object({ 'detail-type': z.string(), detail: z.object({ jobId: z.ulid() }) });

/** Counts a job that has ended: what it used, and its metrics. Events may come twice; it counts once. */
export const handler = requestHandler(async (event) => {
  const { 'detail-type': type, detail } = EndingEvent.parse(event);
  addLogFields({ jobId: detail.jobId });
  const counted = await countJob(type, detail.jobId, ports);
  if (counted) logger.info('ended', { ...counted.about, ...metricFields(counted.metrics) });
});
