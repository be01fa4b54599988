import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { createStepFunctionsBatchExecutions } from '../../shared/batches/stepfunctions-batch-executions.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { newDynamodbClient, newS3Client, newStepFunctionsClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createS3SignedLinks } from '../../shared/platform/s3-signed-links.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    batches: createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
    links: createS3SignedLinks({ client: newS3Client(), bucket: config.DATA_BUCKET }),
    batchRuns: createStepFunctionsBatchExecutions({
      client: newStepFunctionsClient(),
      stateMachineArn: config.BATCH_MACHINE_ARN,
    }),
    publish: publisherFor(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-batches' }),
    clock: systemClock,
    newId: ulid,
  };
}
