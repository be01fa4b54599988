import { IndexQueriesInput, type IndexQueriesOutput } from '../../shared/contracts/verify-machine.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { rebuildIndex } from '../../shared/retrieval/verified/rebuild-index.ts';
import { configuration, indexes, loadCatalog, models, store } from './dependencies.ts';

/** Brings the index of a source's verified queries up to date with its pairs and its catalogue. */
export const handler = stateHandler('Index', async (event): Promise<IndexQueriesOutput> => {
  const { source } = IndexQueriesInput.parse(event);
  const { value } = await configuration.current();
  const entries = await rebuildIndex(source, {
    store,
    indexes,
    embedding: models.embedding(value.models.embedding),
    catalog: await loadCatalog(source),
  });
  return { entries };
});
