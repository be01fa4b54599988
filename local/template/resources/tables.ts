import * as z from 'zod';
import { flag, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const tableSchema = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: flag }).optional(),
});

const IGNORED = [
  'TableName',
  'BillingMode',
  'ProvisionedThroughput',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'DeletionProtectionEnabled',
  'ContributorInsightsSpecification',
  'Tags',
];

export type LocalTable = Omit<z.output<typeof tableSchema>, 'TimeToLiveSpecification'> & {
  readonly name: string;
  /** The attribute that says when an item expires, in seconds since the epoch. */
  readonly timeToLive?: string;
};

export function readTable(resource: Resource, resolver: Resolver): LocalTable {
  const { TimeToLiveSpecification: expiry, ...definition } = readProperties(
    resource,
    resolver,
    tableSchema,
    IGNORED,
  );
  return {
    name: resolver.identity(resource.logicalId).ref,
    ...definition,
    ...(expiry?.Enabled && { timeToLive: expiry.AttributeName }),
  };
}
