import { freshConfigurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEmbeddings } from '../../shared/adapters/aws-embeddings.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { newPgvectorClients } from '../../shared/adapters/aws-pgvector.ts';
import { newSearchIndexes } from '../../shared/adapters/aws-search-index.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { createKnowledgeStore } from '../../shared/catalog/knowledge-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

// What this function compares with must be what is in use now, whoever wrote it.
export const catalogs = createCatalogStore(objects, Date.now, 0);
export const parts = createKnowledgeStore(objects);
export const indexFor = newSearchIndexes(objects, newPgvectorClients('building'));
export const configuration = freshConfigurationFrom(config);
export const embeddingFor = newEmbeddings();
export const logger = newLogger({ task: 'build-catalog' });
