import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { newPgvectorClients } from '../../shared/adapters/aws-pgvector.ts';
import { spendingFrom } from '../../shared/adapters/aws-steps.ts';
import { verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createVerifiedIndexStore } from '../../shared/retrieval/verified/verified-index-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

export const catalogs = createCatalogStore(objects);
export const indexes = createVerifiedIndexStore(objects, verifiedQueriesFrom(config));
export const configuration = configurationFrom(config);
export const models = newModels();
export const pgvectorFor = newPgvectorClients();
export const logger = newLogger({ task: 'match-question' });
export const { ports, spending } = spendingFrom(config);
