import * as z from 'zod';
import { count, flag, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

const queueSchema = z.object({
  QueueName: z.string().optional(),
  DelaySeconds: count.optional(),
  FifoQueue: flag.optional(),
  ContentBasedDeduplication: flag.optional(),
  MaximumMessageSize: count.optional(),
  MessageRetentionPeriod: count.optional(),
  ReceiveMessageWaitTimeSeconds: count.optional(),
  VisibilityTimeout: count.optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: count }).optional(),
});

const IGNORED = [
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'RedriveAllowPolicy',
  'Tags',
];

export interface LocalQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** Attributes as SQS's CreateQueue takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

export function readQueue(resource: Resource, resolver: Resolver): LocalQueue {
  const { QueueName: _, ...properties } = readProperties(resource, resolver, queueSchema, IGNORED);
  const { ref, attributes } = resolver.identity(resource.logicalId);
  return {
    name: attributes.QueueName ?? resource.logicalId,
    url: ref,
    arn: attributes.Arn ?? '',
    attributes: Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    ),
  };
}
