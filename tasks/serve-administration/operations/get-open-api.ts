import { json } from '../../../shared/http/http-response.ts';
import { openApi } from '../open-api.ts';
import type { Operation } from '../operation.ts';

export const getOpenApi: Operation<'getOpenApi'> = async () => json(200, await openApi());
