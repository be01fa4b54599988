import * as z from 'zod';
import { ExportMessage } from '../../shared/contracts/exports.ts';
import { exportEvent } from '../../shared/notifications/export-event.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { requestHandler } from '../../shared/platform/request.ts';
import { exports, letters, logger, publish, store } from './dependencies.ts';

const QueueEvent = z.object({ Records: z.array(z.object({ body: z.string() })) });

const GIVEN_UP = {
  name: 'Internal' as const,
  message: 'The export was tried several times and failed each time.',
};

/**
 * Ends an export that no attempt could finish, with the error of the last one. Its message is then kept as a
 * letter; to throw has it come again.
 */
export const handler = requestHandler(async (event): Promise<void> => {
  for (const { body } of QueueEvent.parse(event).Records) {
    const { export: asked, executionArn } = ExportMessage.parse(JSON.parse(body));
    const { id } = asked;
    addLogFields({ jobId: id, executionArn });
    const found = await exports.find(id);
    const error = found?.lastError ?? GIVEN_UP;
    const at = new Date().toISOString();
    const job = await exports.close(id, { status: 'FAILED', endedBy: 'dead-letter', error }, at);
    logger.error('An export was given up.', { error: error.name });
    if (job?.status === 'FAILED') await store.clear(`exports/${id}/`);
    const told = job && exportEvent(job);
    if (told) await publish(told);
    // Of one that was made or cancelled meanwhile there is nothing to look at.
    if (job?.status === 'FAILED') await letters.sendCopy(body, 0);
  }
});
