import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEmbeddings } from '../../shared/adapters/aws-embeddings.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createValueIndexStore } from '../../shared/retrieval/value-index-store.ts';
import { createVectorStore } from '../../shared/retrieval/vector-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

export const catalogs = createCatalogStore(objects);
export const vectors = createVectorStore(objects);
export const configuration = configurationFrom(config);
export const engineFor = newEngines();
export const embeddingFor = newEmbeddings();
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'refresh-catalog' });
export const valueIndexes = createValueIndexStore(objects, logger);
