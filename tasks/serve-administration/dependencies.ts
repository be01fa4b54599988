import { ulid } from 'ulid';
import { keysFrom } from '../../shared/adapters/aws-access.ts';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { usageFrom } from '../../shared/adapters/aws-usage.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    keys: keysFrom(config),
    usage: usageFrom(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-administration' }),
    clock: systemClock,
    newId: ulid,
  };
}
