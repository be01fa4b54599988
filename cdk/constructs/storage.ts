import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DeployConfig } from '../deploy-config.ts';
import { JobsTable } from './jobs-table.ts';
import { PrivateBucket } from './private-bucket.ts';

/** What outlives a question: the job table, the bucket of claim checks and catalogues, the configuration. */
export class Storage extends Construct {
  readonly jobs: Table;
  readonly data: Bucket;
  readonly config: Bucket;

  constructor(scope: Construct, id: string, deploy: DeployConfig) {
    super(scope, id);
    const removalPolicy = deploy.retention === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.jobs = new JobsTable(this, 'Jobs', { removalPolicy }).table;
    this.data = new PrivateBucket(this, 'Data', {
      removalPolicy,
      sendsEvents: true,
      lifecycleRules: [
        { prefix: 'jobs/', expiration: Duration.days(deploy.jobRetentionDays) },
        { prefix: 'evidence/', expiration: Duration.days(deploy.evidenceRetentionDays) },
        // Notes of results that may answer again, which none does for longer than a day.
        { prefix: 'cache/', expiration: Duration.days(1) },
        { prefix: 'batches/', expiration: Duration.days(deploy.jobRetentionDays) },
        { prefix: 'exports/', expiration: Duration.days(deploy.exportRetentionDays) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    }).bucket;
    this.config = new PrivateBucket(this, 'Config', { removalPolicy, versioned: true }).bucket;
  }
}
