import { freshConfigurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createKnowledgeStore } from '../../shared/catalog/knowledge-store.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const configuration = freshConfigurationFrom(config);
export const engineFor = newEngines();
export const parts = createKnowledgeStore(objectsFrom(config));
