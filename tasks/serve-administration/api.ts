import { ADMINISTRATION_API } from '../../shared/contracts/http/routes/administration-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { AdministrationId, Dependencies } from './operation.ts';
import { createKey } from './operations/create-key.ts';
import { deleteGlossaryEntry } from './operations/delete-glossary-entry.ts';
import { deleteRelationship } from './operations/delete-relationship.ts';
import { getConfiguration } from './operations/get-configuration.ts';
import { getDocs } from './operations/get-docs.ts';
import { getGlossary } from './operations/get-glossary.ts';
import { getOpenApi } from './operations/get-open-api.ts';
import { getRefresh } from './operations/get-refresh.ts';
import { getRelationships } from './operations/get-relationships.ts';
import { getSource } from './operations/get-source.ts';
import { getTable } from './operations/get-table.ts';
import { listDatabases } from './operations/list-databases.ts';
import { listKeys } from './operations/list-keys.ts';
import { listSources } from './operations/list-sources.ts';
import { listTables } from './operations/list-tables.ts';
import { putGlossaryEntry } from './operations/put-glossary-entry.ts';
import { putRelationship } from './operations/put-relationship.ts';
import { refreshSource } from './operations/refresh-source.ts';
import { reloadConfiguration } from './operations/reload-configuration.ts';
import { revokeKey } from './operations/revoke-key.ts';
import { rotateKey } from './operations/rotate-key.ts';
import { searchTables } from './operations/search-tables.ts';

/** What each administration route does: the compiler asks for every one of them. */
export const API: Api<AdministrationId, Dependencies> = {
  routes: ADMINISTRATION_API,
  operations: {
    createKey,
    deleteGlossaryEntry,
    deleteRelationship,
    getConfiguration,
    getDocs,
    getGlossary,
    getOpenApi,
    getRefresh,
    getRelationships,
    getSource,
    getTable,
    listDatabases,
    listKeys,
    listSources,
    listTables,
    putGlossaryEntry,
    putRelationship,
    refreshSource,
    reloadConfiguration,
    revokeKey,
    rotateKey,
    searchTables,
  },
};
