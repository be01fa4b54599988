import { KNOWLEDGE_API } from '../../shared/contracts/http/routes/knowledge-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, KnowledgeOperationId } from './operation.ts';
import { deleteGlossaryEntry } from './operations/delete-glossary-entry.ts';
import { deleteRelationship } from './operations/delete-relationship.ts';
import { getGlossary } from './operations/get-glossary.ts';
import { getRefresh } from './operations/get-refresh.ts';
import { getRelationships } from './operations/get-relationships.ts';
import { getSource } from './operations/get-source.ts';
import { getTable } from './operations/get-table.ts';
import { listDatabases } from './operations/list-databases.ts';
import { listSources } from './operations/list-sources.ts';
import { listTables } from './operations/list-tables.ts';
import { putGlossaryEntry } from './operations/put-glossary-entry.ts';
import { putRelationship } from './operations/put-relationship.ts';
import { refreshSource } from './operations/refresh-source.ts';
import { searchTables } from './operations/search-tables.ts';

/** What each route about sources does: the compiler asks for every one of them. */
export const API: Api<KnowledgeOperationId, Dependencies> = {
  routes: KNOWLEDGE_API,
  operations: {
    deleteGlossaryEntry,
    deleteRelationship,
    getGlossary,
    getRefresh,
    getRelationships,
    getSource,
    getTable,
    listDatabases,
    listSources,
    listTables,
    putGlossaryEntry,
    putRelationship,
    refreshSource,
    searchTables,
  },
};
