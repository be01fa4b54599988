import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { stepsFrom } from '../../shared/adapters/aws-steps.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const objects = objectsFrom(config);
export const catalogs = createCatalogStore(objects);
export const configuration = configurationFrom(config);
export const engineFor = newEngines();
export const ports = { recordStep: stepsFrom(config).recordStep };
