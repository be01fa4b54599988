import type { ExportJob } from '../../shared/contracts/exports.ts';
import { exportEvent } from '../../shared/notifications/export-event.ts';
import type { WorkerPorts } from './ports.ts';

/** Puts the event of an export's end on the bus; again is no harm, its id is the same. */
export async function tell(job: ExportJob, { publish }: Pick<WorkerPorts, 'publish'>): Promise<void> {
  const event = exportEvent(job);
  if (event) await publish(event);
}
