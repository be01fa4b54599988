import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const store = verifiedQueriesFrom(config);
export const catalogs = createCatalogStore(objectsFrom(config));
export const configuration = configurationFrom(config);
export const engineFor = newEngines();
