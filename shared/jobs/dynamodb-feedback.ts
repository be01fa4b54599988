import type { Feedback } from '../contracts/job.ts';
import { type Documents, unlessRefused } from '../platform/dynamodb-documents.ts';
import { jobKey } from './job-key.ts';

/** See JobStore.addFeedback. */
export async function addFeedback(
  documents: Documents,
  id: string,
  feedback: Feedback,
  after: number,
): Promise<boolean> {
  const write = documents.update({
    Key: jobKey(id),
    UpdateExpression:
      'SET feedback = list_append(if_not_exists(feedback, :none), :added), version = version + :one',
    ConditionExpression: `attribute_exists(pk) AND ${after === 0 ? 'attribute_not_exists(feedback)' : 'size(feedback) = :after'}`,
    ExpressionAttributeValues: {
      ':none': [],
      ':added': [feedback],
      ':one': 1,
      ...(after > 0 && { ':after': after }),
    },
  });
  return (await unlessRefused(write)) !== undefined;
}

/** See JobStore.noteVerifiedQuery. */
export async function noteVerifiedQuery(
  documents: Documents,
  id: string,
  index: number,
  verifiedQueryId: string,
): Promise<void> {
  await documents.update({
    Key: jobKey(id),
    UpdateExpression: `SET feedback[${index}].verifiedQueryId = :query, version = version + :one`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':query': verifiedQueryId, ':one': 1 },
  });
}
