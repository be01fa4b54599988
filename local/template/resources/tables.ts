import * as z from 'zod';
import { readProperties } from '../read-properties.ts';
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
});

/** Time to live is not swept locally; expired items stay until `npm run reset`. */
const IGNORED = [
  'TableName',
  'BillingMode',
  'ProvisionedThroughput',
  'TimeToLiveSpecification',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'DeletionProtectionEnabled',
  'ContributorInsightsSpecification',
  'Tags',
];

export type LocalTable = z.output<typeof tableSchema> & { readonly name: string };

export function readTable(resource: Resource, resolver: Resolver): LocalTable {
  return {
    name: resolver.identity(resource.logicalId).ref,
    ...readProperties(resource, resolver, tableSchema, IGNORED),
  };
}
