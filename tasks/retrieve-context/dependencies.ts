import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEmbeddings } from '../../shared/adapters/aws-embeddings.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { newPgvectorClients } from '../../shared/adapters/aws-pgvector.ts';
import { newSearchIndexes } from '../../shared/adapters/aws-search-index.ts';
import { spendingFrom } from '../../shared/adapters/aws-steps.ts';
import { verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createValueIndexStore } from '../../shared/retrieval/value-index-store.ts';
import { createVerifiedIndexStore } from '../../shared/retrieval/verified/verified-index-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const objects = objectsFrom(config);
export const catalogs = createCatalogStore(objects);
export const valueIndexes = createValueIndexStore(objects, newLogger({ task: 'retrieve-context' }));
export const verifiedIndexes = createVerifiedIndexStore(objects, verifiedQueriesFrom(config));
export const configuration = configurationFrom(config);
export const embeddingFor = newEmbeddings();
export const pgvectorFor = newPgvectorClients();
export const indexFor = newSearchIndexes(objects, pgvectorFor);
export const { ports, spending } = spendingFrom(config);
