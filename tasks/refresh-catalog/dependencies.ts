import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createBinarySearchIndex } from '../../shared/retrieval/binary-search-index.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

export const catalogs = createCatalogStore(objects);
export const index = createBinarySearchIndex(objects);
export const configuration = configurationFrom(config);
export const engineFor = newEngines();
export const models = newModels();
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'refresh-catalog' });
