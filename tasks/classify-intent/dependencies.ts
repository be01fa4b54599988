import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { turnsFrom } from '../../shared/adapters/aws-jobs.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { spendingFrom } from '../../shared/adapters/aws-steps.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();
export const objects = objectsFrom(config);
const accounts = spendingFrom(config);

export const jobs = turnsFrom(config);
export const catalogs = createCatalogStore(objects);
export const configuration = configurationFrom(config);
export const models = newModels();
export const { spending } = accounts;
export const ports = { ...accounts.ports, exchanges: objects };
