import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { readConfig } from './config.ts';

export const configuration = configurationFrom(readConfig());
