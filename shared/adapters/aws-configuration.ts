import { newS3Client } from '../platform/aws-clients.ts';
import { createConfigurationStore } from '../platform/configuration-store.ts';
import { newLogger } from '../platform/logger.ts';
import { readS3Document } from '../platform/s3-configuration.ts';

interface ConfigurationPlace {
  readonly CONFIG_BUCKET: string;
  readonly CONFIG_KEY: string;
}

/** The configuration document at the place a function's environment names. */
export const configurationFrom = ({ CONFIG_BUCKET, CONFIG_KEY }: ConfigurationPlace) =>
  createConfigurationStore(
    readS3Document({ client: newS3Client(), bucket: CONFIG_BUCKET, key: CONFIG_KEY }),
    newLogger({}),
  );
