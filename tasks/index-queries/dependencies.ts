import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newModels } from '../../shared/adapters/aws-models.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { createVerifiedIndexStore } from '../../shared/retrieval/verified/verified-index-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

export const store = verifiedQueriesFrom(config);
/** Read anew each time: it is often a catalogue's change that asks for an index. */
export const loadCatalog = (source: string) => createCatalogStore(objects).load(source);
export const indexes = createVerifiedIndexStore(objects, store);
export const configuration = configurationFrom(config);
export const models = newModels();
