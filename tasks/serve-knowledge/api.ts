import { KNOWLEDGE_API } from '../../shared/contracts/http/routes/knowledge-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, KnowledgeOperationId } from './operation.ts';
import { addVerifiedQuery } from './operations/add-verified-query.ts';
import { approveVerifiedQuery } from './operations/approve-verified-query.ts';
import { deleteGlossaryEntry } from './operations/delete-glossary-entry.ts';
import { deleteRelationship } from './operations/delete-relationship.ts';
import { deleteVerifiedQuery } from './operations/delete-verified-query.ts';
import { getGlossary } from './operations/get-glossary.ts';
import { getRefresh } from './operations/get-refresh.ts';
import { getRelationships } from './operations/get-relationships.ts';
import { getSource } from './operations/get-source.ts';
import { getTable } from './operations/get-table.ts';
import { getVerifiedQuery } from './operations/get-verified-query.ts';
import { importVerifiedQueries } from './operations/import-verified-queries.ts';
import { listDatabases } from './operations/list-databases.ts';
import { listSources } from './operations/list-sources.ts';
import { listTables } from './operations/list-tables.ts';
import { listVerifiedQueries } from './operations/list-verified-queries.ts';
import { putGlossaryEntry } from './operations/put-glossary-entry.ts';
import { putRelationship } from './operations/put-relationship.ts';
import { refreshSource } from './operations/refresh-source.ts';
import { searchTables } from './operations/search-tables.ts';

/** What each route about sources does: the compiler asks for every one of them. */
export const API: Api<KnowledgeOperationId, Dependencies> = {
  routes: KNOWLEDGE_API,
  operations: {
    addVerifiedQuery,
    approveVerifiedQuery,
    deleteGlossaryEntry,
    deleteRelationship,
    deleteVerifiedQuery,
    getGlossary,
    getRefresh,
    getRelationships,
    getSource,
    getTable,
    getVerifiedQuery,
    importVerifiedQueries,
    listDatabases,
    listSources,
    listTables,
    listVerifiedQueries,
    putGlossaryEntry,
    putRelationship,
    refreshSource,
    searchTables,
  },
};
