import { newS3Client } from '../platform/aws-clients.ts';
import { createConfigurationStore } from '../platform/configuration-store.ts';
import { newLogger } from '../platform/logger.ts';
import { readS3Document } from '../platform/s3-configuration.ts';

interface ConfigurationPlace {
  readonly CONFIG_BUCKET: string;
  readonly CONFIG_KEY: string;
}

const documentAt = ({ CONFIG_BUCKET, CONFIG_KEY }: ConfigurationPlace) =>
  readS3Document({ client: newS3Client(), bucket: CONFIG_BUCKET, key: CONFIG_KEY });

/** The configuration document at the place a function's environment names. */
export const configurationFrom = (place: ConfigurationPlace) =>
  createConfigurationStore(documentAt(place), newLogger({}));

/** The same as it is now, for functions that run seldom and whose work stays. */
export const freshConfigurationFrom = (place: ConfigurationPlace) =>
  createConfigurationStore(documentAt(place), newLogger({}), Date.now, 0);
