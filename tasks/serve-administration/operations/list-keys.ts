import { json } from '../../../shared/http/http-response.ts';
import { apiKeyView } from '../api-key-view.ts';
import type { Operation } from '../operation.ts';

export const listKeys: Operation<'listKeys'> = async ({ query }, dependencies) => {
  const { keys, nextCursor } = await dependencies.keys.list(query);
  return json(200, { keys: keys.map(apiKeyView), nextCursor });
};
