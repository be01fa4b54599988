import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { InvocationResult } from '../lambda/functions.ts';

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The messages of a batch that are done and may be deleted. Without item failures reported, all or none;
 * a malformed report, or one naming a message that was not in the batch, fails the whole batch, as on AWS.
 */
export function completedMessages(
  messages: readonly Message[],
  result: InvocationResult,
  reportsItemFailures: boolean,
): readonly Message[] {
  if (result.functionError !== undefined) return [];
  if (!reportsItemFailures || result.payload === null) return messages;
  const response = responseSchema.safeParse(result.payload);
  if (!response.success) return [];
  const failed = new Set((response.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier));
  const known = new Set(messages.map((message) => message.MessageId));
  if ([...failed].some((id) => !known.has(id))) return [];
  return messages.filter((message) => !failed.has(message.MessageId ?? ''));
}
