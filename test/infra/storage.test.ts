import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { synthesise } from './synthesise.ts';

const { template, resources } = synthesise({ retention: 'retain', jobRetentionDays: 7 });
const buckets = resources('AWS::S3::Bucket');

const index = (IndexName: string, key: string) => ({
  IndexName,
  KeySchema: [
    { AttributeName: key, KeyType: 'HASH' },
    { AttributeName: 'id', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'KEYS_ONLY' },
});

describe('The job table', () => {
  it('has its keys, its three indexes of keys only, expiry and recovery', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        index('by-principal', 'principalKey'),
        index('by-conversation', 'conversationKey'),
        index('open-jobs', 'openKind'),
      ],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('The buckets', () => {
  it('are encrypted and closed to the public', () => {
    template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.objectLike({}),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it.each(Object.keys(buckets))('refuse what does not come by TLS: %s', (id) => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: id },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('forget the evidence of jobs and unfinished uploads, and announce what is written', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          { Prefix: 'jobs/', ExpirationInDays: 7, Status: 'Enabled' },
          { Prefix: 'evidence/', ExpirationInDays: 365, Status: 'Enabled' },
          { Prefix: 'cache/', ExpirationInDays: 1, Status: 'Enabled' },
          { Prefix: 'batches/', ExpirationInDays: 7, Status: 'Enabled' },
          { Prefix: 'exports/', ExpirationInDays: 7, Status: 'Enabled' },
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
        ],
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });

  it('keep every version of the configuration', () => {
    template.hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } });
  });
});

describe('What is kept', () => {
  it.each([
    ['retain', 'Retain'],
    ['destroy', 'Delete'],
  ])('stays or goes with the stack as the deploy config says: %s', (retention, policy) => {
    const { resources: deployed } = synthesise({ retention });

    const stores = { ...deployed('AWS::S3::Bucket'), ...deployed('AWS::DynamoDB::Table') };

    expect(Object.values(stores).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([
      policy,
      policy,
      policy,
    ]);
  });
});
