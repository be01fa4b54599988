import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createDynamodbEvidenceDigests } from '../../shared/jobs/dynamodb-evidence-digests.ts';
import { createDynamodbVisits } from '../../shared/jobs/dynamodb-visits.ts';
import { newDynamodbClient, newS3Client } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createS3SignedLinks } from '../../shared/platform/s3-signed-links.ts';
import { createWriteOnce } from '../../shared/platform/s3-write-once.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    jobs: jobsFrom(config),
    readVisits: createDynamodbVisits({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
    evidenceDigests: createDynamodbEvidenceDigests({
      client: newDynamodbClient(),
      table: config.JOBS_TABLE,
    }),
    evidence: objectsFrom(config),
    writeOnce: createWriteOnce({ client: newS3Client(), bucket: config.DATA_BUCKET }),
    links: createS3SignedLinks({ client: newS3Client(), bucket: config.DATA_BUCKET }),
    executions: executionsOf(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-reruns' }),
    clock: systemClock,
    newId: ulid,
  };
}
