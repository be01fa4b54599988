import * as z from 'zod';
import { readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import type { Resource } from '../resource.ts';

const notifications = z.strictObject({
  EventBridgeConfiguration: z.looseObject({}).optional(),
});

const bucketSchema = z.object({ NotificationConfiguration: notifications.optional() });
const notificationSchema = z.object({
  BucketName: z.string(),
  NotificationConfiguration: notifications,
});

const IGNORED_OF_BUCKET = [
  'BucketName',
  'BucketEncryption',
  'CorsConfiguration',
  'LifecycleConfiguration',
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
}

/** The bucket itself; the CDK turns EventBridge notifications on in a custom resource beside it. */
export function readBucket(resource: Resource, resolver: Resolver): LocalBucket {
  const { NotificationConfiguration } = readProperties(resource, resolver, bucketSchema, IGNORED_OF_BUCKET);
  return {
    name: resolver.identity(resource.logicalId).ref,
    notifies: NotificationConfiguration?.EventBridgeConfiguration !== undefined,
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
