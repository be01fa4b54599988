import { KNOWLEDGE_ROUTES } from './knowledge.ts';
import { SOURCE_ROUTES } from './sources.ts';

/** The part of the API that serve-knowledge answers. */
export const KNOWLEDGE_API = { ...SOURCE_ROUTES, ...KNOWLEDGE_ROUTES } as const;
