import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createValueIndexWriter } from '../../shared/retrieval/value-index-writer.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const objects = objectsFrom(config);

export const logger = newLogger({ task: 'build-value-index' });
// It runs when a catalogue has just been replaced: what is kept of the last run is of the one before.
export const catalogs = createCatalogStore(objects, Date.now, 0);
export const writer = createValueIndexWriter(objects);
export const configuration = configurationFrom(config);
export const engineFor = newEngines();
