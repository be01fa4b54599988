import { freshConfigurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { readConfig } from './config.ts';

export const configuration = freshConfigurationFrom(readConfig());
