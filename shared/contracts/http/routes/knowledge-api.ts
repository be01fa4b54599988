import { KNOWLEDGE_ROUTES } from './knowledge.ts';
import { SOURCE_ROUTES } from './sources.ts';
import { VERIFIED_QUERY_ROUTES } from './verified-queries.ts';

/** The part of the API that serve-knowledge answers. */
export const KNOWLEDGE_API = {
  ...SOURCE_ROUTES,
  ...KNOWLEDGE_ROUTES,
  ...VERIFIED_QUERY_ROUTES,
} as const;
