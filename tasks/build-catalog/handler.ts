import { glossaryLayers } from '../../shared/catalog/apply-glossary.ts';
import { buildCatalog } from '../../shared/catalog/build-catalog.ts';
import { catalogChanges } from '../../shared/catalog/catalog-changes.ts';
import { NO_KNOWLEDGE } from '../../shared/catalog/knowledge.ts';
import { mergeMetrics } from '../../shared/catalog/metrics/merge-metrics.ts';
import { withoutSensitive } from '../../shared/catalog/without-sensitive.ts';
import { type BuiltSource, RefreshInput } from '../../shared/contracts/catalog-machine.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { buildTableIndex } from '../../shared/retrieval/table-index.ts';
import { catalogs, configuration, embeddingFor, indexFor, logger, parts } from './dependencies.ts';
import { judgeSelect } from './judge-select.ts';

const MOST_PROBLEMS = 50;

/** Merges what was introspected and what people wrote; the catalogue in use is replaced when it is another. */
export const handler = stateHandler('Build', async (event): Promise<BuiltSource> => {
  const { source } = RefreshInput.parse(event);
  const { value } = await configuration.current();
  const introspected = await parts.introspected(source);
  if (!introspected) throw new InqueryError('Internal', 'The database of this source was never read.');
  const knowledge = (await parts.knowledge(source)) ?? NO_KNOWLEDGE;
  const { tables } = introspected;
  const { metrics, problems } = await mergeMetrics(glossaryLayers(knowledge), tables, judgeSelect(tables));
  const built = buildCatalog(source, introspected, new Date().toISOString(), knowledge, metrics);
  const { catalog } = built;

  const bare = withoutSensitive(introspected, catalog);
  if (bare) await parts.saveIntrospected(source, bare);
  const index = indexFor(findSource(value, source).search);
  const { failed, failure } = await buildTableIndex(index, catalog, embeddingFor(value.models.embedding));
  const lacks =
    failed === undefined ? [] : [{ message: `Tables are searched by words alone: ${failed} failed.` }];
  for (const { message } of lacks) logger.error(message, errorFields(failure));
  const before = await catalogs.load(source);
  const isNew = before?.version !== catalog.version;
  await catalogs.saveCandidates(source, built.candidates);
  if (isNew) await catalogs.save(catalog);
  return {
    version: catalog.version,
    builtAt: isNew ? catalog.builtAt : (before?.builtAt ?? catalog.builtAt),
    tables: catalog.tables.length,
    isNew,
    changes: catalogChanges(before, catalog),
    problems: [...lacks, ...built.problems, ...problems].slice(0, MOST_PROBLEMS),
  };
});
