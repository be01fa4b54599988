import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { createBinarySearchIndex } from '../../shared/retrieval/binary-search-index.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const objects = objectsFrom(config);
export const catalogs = createCatalogStore(objects);
export const index = createBinarySearchIndex(objects);
export const configuration = configurationFrom(config);
export const models = newModels();
export const ports = { recordStep: jobsFrom(config).recordStep };
