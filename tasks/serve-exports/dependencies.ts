import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { newS3Client } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createS3SignedLinks } from '../../shared/platform/s3-signed-links.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    jobs: jobsFrom(config),
    exports: exportsFrom(config),
    exportExecutions: executionsOf({ QUESTION_MACHINE_ARN: config.EXPORT_MACHINE_ARN }),
    linksFor: (seconds) =>
      createS3SignedLinks({ client: newS3Client(), bucket: config.DATA_BUCKET }, seconds),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-exports' }),
    clock: systemClock,
    newId: ulid,
  };
}
