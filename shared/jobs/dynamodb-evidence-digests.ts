import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, type Item } from '../platform/dynamodb-documents.ts';
import { jobKey } from './job-key.ts';

/** The SHA-256 of each question's evidence, in hexadecimal, kept with its record: apart from the bundle it vouches for. */
export interface EvidenceDigests {
  /** Undefined: no bundle has been built yet. */
  find(jobId: string): Promise<string | undefined>;
  /** Keeps the first digest of a question, and returns the one that is kept. */
  keepFirst(jobId: string, sha256: string): Promise<string>;
}

export function createDynamodbEvidenceDigests(options: {
  client: DynamoDBClient;
  table: string;
}): EvidenceDigests {
  const documents = documentsOf(options);
  return {
    find: async (jobId) => digestIn(await documents.get(jobKey(jobId))),
    keepFirst: async (jobId, sha256) => {
      const { Attributes } = await documents.update({
        Key: jobKey(jobId),
        UpdateExpression: 'SET evidenceSha256 = if_not_exists(evidenceSha256, :sha256)',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':sha256': sha256 },
        ReturnValues: 'ALL_NEW',
      });
      return digestIn(Attributes) ?? sha256;
    },
  };
}

const digestIn = (item: Item | undefined) =>
  typeof item?.evidenceSha256 === 'string' ? item.evidenceSha256 : undefined;
