import { hidesNothing } from '../../shared/authorisation/authorise.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { SourceConfiguration } from '../../shared/contracts/configuration.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import { nearestExamples, renderExamples } from '../../shared/retrieval/verified/examples.ts';
import { nearestPairs } from '../../shared/retrieval/verified/pgvector-verified-set.ts';
import { pgvectorFor, verifiedIndexes } from './dependencies.ts';

/** Gives the examples nearest to a question's vector, as far as the catalogue shows what they read. */
type Examples = (vector: Float32Array, catalog: Catalog) => Promise<string>;

/**
 * Where a source's examples come from; undefined where it has none, wants none, or they may name values of rows that
 * a filter hides. What a set of one's own reads is not known, so only those who may see all get it.
 */
export async function examplesOf(
  name: string,
  { approach, verifiedQueries: own }: SourceConfiguration,
  policy: Policy,
  most: number,
): Promise<Examples | undefined> {
  if (approach === 'zero_shot' || policy.rowFilters.length > 0) return undefined;
  if (own && !hidesNothing(policy)) return undefined;
  if (own) return async (vector) => renderExamples(await nearestPairs(await pgvectorFor(own), own, vector));
  const index = await verifiedIndexes.load(name);
  return index && (async (vector, catalog) => nearestExamples(index, vector, catalog, most));
}
