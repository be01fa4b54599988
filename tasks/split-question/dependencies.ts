import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { spendingFrom } from '../../shared/adapters/aws-steps.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const accounts = spendingFrom(config);

export const objects = objectsFrom(config);
export const configuration = configurationFrom(config);
export const models = newModels();
export const { spending } = accounts;
export const ports = { ...accounts.ports, exchanges: objects };
