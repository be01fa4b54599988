import { ADMINISTRATION_API } from '../../shared/contracts/http/routes/administration-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { AdministrationId, Dependencies } from './operation.ts';
import { createKey } from './operations/create-key.ts';
import { getConfiguration } from './operations/get-configuration.ts';
import { getDocs } from './operations/get-docs.ts';
import { getOpenApi } from './operations/get-open-api.ts';
import { getUsage } from './operations/get-usage.ts';
import { listKeys } from './operations/list-keys.ts';
import { reloadConfiguration } from './operations/reload-configuration.ts';
import { revokeKey } from './operations/revoke-key.ts';
import { rotateKey } from './operations/rotate-key.ts';

/** What each administration route does: the compiler asks for every one of them. */
export const API: Api<AdministrationId, Dependencies> = {
  routes: ADMINISTRATION_API,
  operations: {
    createKey,
    getConfiguration,
    getDocs,
    getOpenApi,
    getUsage,
    listKeys,
    reloadConfiguration,
    revokeKey,
    rotateKey,
  },
};
