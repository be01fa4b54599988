import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface PrivateBucketProps {
  readonly removalPolicy: RemovalPolicy;
  readonly versioned?: boolean;
  readonly lifecycleRules?: LifecycleRule[];
  /** Send "Object Created" and the like to the default event bus. */
  readonly sendsEvents?: boolean;
}

/** A bucket that is encrypted, closed to the public and reached by TLS only. */
export class PrivateBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: props.versioned ?? false,
      lifecycleRules: props.lifecycleRules,
      removalPolicy: props.removalPolicy,
    });
    if (props.sendsEvents) this.sendEvents();
    acknowledge(this, {
      'AwsSolutions-S1':
        'Who reads and writes objects is for CloudTrail data events to record, account-wide.',
    });
  }

  /** The property itself: CDK's `eventBridgeEnabled` would bring a custom resource with a Lambda of its own. */
  private sendEvents(): void {
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error(`No CfnBucket under ${this.node.path}.`);
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}
