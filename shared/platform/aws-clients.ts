import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { repeatingConflicts } from './dynamodb-conflicts.ts';
import { OneShotSha256 } from './one-shot-sha256.ts';

/** A call that gets no answer is given up well before the Lambda's own timeout, so that it can be retried. */
const handler = (requestTimeout = 10_000) => ({
  connectionTimeout: 2_000,
  requestTimeout,
  // Without it the SDK only warns that the time is over.
  throwOnRequestTimeout: true,
});

/**
 * A client serves one place (a table, a bucket, a model's region) and its stack never changes, so that what handles
 * a command is resolved once; by default the SDK does it for each call, at a quarter of the call's own time.
 */
const lean = { cacheMiddleware: true, sha256: OneShotSha256 };

interface SdkClient {
  readonly middlewareStack: { remove(name: string): boolean };
  readonly config: { signer(scheme?: never): Promise<unknown> };
}

/**
 * A fifth of a call's processor time less, for what nobody uses: copies of input and output for a logger that is not
 * set, the SDK's description of itself (the audit log names a caller by its role), and a new signer each time; the
 * one that is kept asks for the credentials in force with each signature.
 */
function trimmed<Client extends SdkClient>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.remove('getUserAgentMiddleware');
  const { config } = client;
  const newSigner = config.signer;
  let signer: Promise<unknown> | undefined;
  config.signer = (scheme) => {
    signer ??= newSigner(scheme).catch((error: unknown) => {
      signer = undefined;
      throw error;
    });
    return signer;
  };
  return client;
}

export const newDynamodbClient = (maxAttempts = 5) =>
  repeatingConflicts(trimmed(new DynamoDBClient({ ...lean, requestHandler: handler(), maxAttempts })));

/** Checksums only where S3 asks for them: TLS guards the transfer, and computing them costs more than a small put. */
export const newS3Client = () =>
  trimmed(
    new S3Client({
      ...lean,
      requestHandler: handler(),
      maxAttempts: 4,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  );
export const newEventBridgeClient = () =>
  trimmed(new EventBridgeClient({ ...lean, requestHandler: handler(), maxAttempts: 4 }));
export const newStepFunctionsClient = () =>
  trimmed(new SFNClient({ ...lean, requestHandler: handler(), maxAttempts: 4 }));
export const newSchedulerClient = () =>
  trimmed(new SchedulerClient({ ...lean, requestHandler: handler(), maxAttempts: 4 }));
/** Queues are reached where the environment says, not at the host in their URL. */
export const newSqsClient = () =>
  trimmed(
    new SQSClient({ ...lean, requestHandler: handler(), maxAttempts: 4, useQueueUrlAsEndpoint: false }),
  );
export const newSecretsManagerClient = () =>
  trimmed(new SecretsManagerClient({ ...lean, requestHandler: handler(), maxAttempts: 4 }));

/**
 * One attempt only: the state machine retries model calls, so that each is counted and shown. HTTP/1.1, because
 * this client's default handler speaks HTTP/2, which costs a slower first call and gains nothing for one request.
 */
export const newBedrockClient = (options: { region?: string; timeoutMs: number }) =>
  trimmed(
    new BedrockRuntimeClient({
      ...lean,
      ...(options.region && { region: options.region }),
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(handler(options.timeoutMs)),
    }),
  );
