import * as z from 'zod';
import { count, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

const notifications = z.strictObject({
  EventBridgeConfiguration: z.looseObject({}).optional(),
});

/** What else a rule may say is refused, as on AWS it would remove something. */
const lifecycleRule = z.strictObject({
  Id: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().default(''),
  ExpirationInDays: count.optional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: count }).optional(),
});

const bucketSchema = z.object({
  NotificationConfiguration: notifications.optional(),
  LifecycleConfiguration: z.strictObject({ Rules: z.array(lifecycleRule) }).optional(),
});
const notificationSchema = z.object({
  BucketName: z.string(),
  NotificationConfiguration: notifications,
});

const IGNORED_OF_BUCKET = [
  'BucketName',
  'BucketEncryption',
  'CorsConfiguration',
  'LoggingConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
  'VersioningConfiguration',
];
const IGNORED_OF_NOTIFICATION = ['ServiceToken', 'Managed', 'SkipDestinationValidation'];

export interface LocalBucket {
  readonly name: string;
  /** Whether its writes become EventBridge events. */
  readonly notifies: boolean;
  readonly lifecycle?: readonly LifecycleRule[];
}

/** After how many days objects, and uploads that were never completed, are removed. */
interface LifecycleRule {
  readonly prefix: string;
  readonly objectDays?: number;
  readonly uploadDays?: number;
}

/** The bucket itself; the CDK turns EventBridge notifications on in a custom resource beside it. */
export function readBucket(resource: Resource, resolver: Resolver): LocalBucket {
  const { NotificationConfiguration, LifecycleConfiguration } = readProperties(
    resource,
    resolver,
    bucketSchema,
    IGNORED_OF_BUCKET,
  );
  const rules = LifecycleConfiguration?.Rules.filter(({ Status }) => Status === 'Enabled');
  return {
    name: resolver.identity(resource.logicalId).ref,
    notifies: NotificationConfiguration?.EventBridgeConfiguration !== undefined,
    ...(rules && { lifecycle: rules.map(toRule) }),
  };
}

function toRule(rule: z.output<typeof lifecycleRule>): LifecycleRule {
  const { Prefix: prefix, ExpirationInDays: objectDays, AbortIncompleteMultipartUpload: uploads } = rule;
  return {
    prefix,
    ...(objectDays !== undefined && { objectDays }),
    ...(uploads && { uploadDays: uploads.DaysAfterInitiation }),
  };
}

/** The bucket a `Custom::S3BucketNotifications` resource turns EventBridge on for, if it does. */
export function readNotifyingBucket(resource: Resource, resolver: Resolver): string | undefined {
  const { BucketName, NotificationConfiguration } = readProperties(
    resource,
    resolver,
    notificationSchema,
    IGNORED_OF_NOTIFICATION,
  );
  return NotificationConfiguration.EventBridgeConfiguration ? BucketName : undefined;
}
