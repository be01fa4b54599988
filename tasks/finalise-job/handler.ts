import { ExecutionStatusChange } from '../../shared/contracts/events.ts';
import { eachMessage } from '../../shared/platform/each-message.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { logger, ports } from './dependencies.ts';
import { endWhatItBegan } from './end-what-it-began.ts';

/** Ends what executions have begun that no Catch could save. */
export const handler = eachMessage(logger, async (message) => {
  const { detail } = ExecutionStatusChange.parse(message);
  const input: unknown = JSON.parse(detail.input ?? 'null');
  addLogFields({ executionArn: detail.executionArn, jobId: Object(input).id });
  const event = await endWhatItBegan(input, detail, ports, new Date());
  if (event) await ports.publish(event);
  logger.info('An execution broke off; nothing it began is left open.', {
    status: detail.status,
    ...(event && { told: event.detailType }),
  });
});
