import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createValueIndexStore } from '../../shared/retrieval/value-index-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

export const logger = newLogger({ task: 'build-value-index' });
export const catalogs = createCatalogStore(objects);
export const valueIndexes = createValueIndexStore(objects, logger);
export const configuration = configurationFrom(config);
export const engineFor = newEngines();
