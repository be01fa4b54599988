import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { OneShotSha256 } from '../../shared/platform/one-shot-sha256.ts';
import { LOCAL_REGION } from '../template/site.ts';

const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Where the stack's services listen. */
export interface ServiceUrls {
  readonly services: string;
  readonly storage: string;
  readonly dynamodb: string;
}

/** The stack's own SDK clients. */
export interface StackClients {
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

export function createClients(urls: ServiceUrls): StackClients {
  const settings = (endpoint: string) => ({
    endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
    sha256: OneShotSha256,
  });
  return {
    dynamodb: new DynamoDBClient(settings(urls.dynamodb)),
    s3: new S3Client(settings(urls.storage)),
    sqs: new SQSClient({ ...settings(urls.storage), cacheMiddleware: true, useQueueUrlAsEndpoint: false }),
  };
}

/** The variables with which an SDK client without settings talks to this stack, and to nothing else. */
export function clientEnvironment(urls: ServiceUrls): Record<string, string> {
  return {
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: urls.services,
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_S3: urls.storage,
    AWS_ENDPOINT_URL_SQS: urls.storage,
  };
}
