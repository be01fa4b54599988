import { type Catalog, tableId } from '../../contracts/catalog.ts';
import type { ModelUse } from '../../contracts/job.ts';
import type { ActiveQuery } from '../../contracts/verified-query.ts';
import type { EmbeddingModel } from '../../model/language-model.ts';
import { fillTemplate } from './fill-template.ts';
import { valuesOf } from './known-values.ts';
import { plainQuestion, plainText } from './plain-question.ts';
import type { Token } from './question-tokens.ts';
import { similarity, type VerifiedIndex } from './verified-index.ts';

export interface Match {
  readonly id: string;
  readonly sql: string;
  readonly similarity: number;
}

interface Asked {
  readonly question: string;
  /** As the principal sees it. */
  readonly catalog: Catalog;
  readonly embedding: EmbeddingModel;
  /** Cosine of question and approved question, at least. */
  readonly threshold: number;
}

/**
 * The approved SQL for a question, its parameters filled in. The words decide first, which needs no model; what
 * passes them and is not word for word the same is embedded. `use` is told what that cost.
 */
export async function matchQuestion(
  index: VerifiedIndex,
  { question, catalog, embedding, threshold }: Asked,
  use: (use: ModelUse) => void,
): Promise<Match | undefined> {
  const tokens = plainQuestion(question);
  const candidates = sameQuestions(index, tokens, catalog);
  if (candidates.length === 0) return undefined;
  const text = plainText(tokens);
  const same = candidates.filter((candidate) => candidate.text === text);
  if (same.length > 0) return newest(same.map((candidate) => ({ ...candidate, similarity: 1 })));
  if (index.model !== embedding.id) return undefined;
  const { vectors: [vector] = [], use: used } = await embedding.embed([text], 'query');
  use(used);
  if (!vector) return undefined;
  const near = candidates.map((candidate) => ({
    ...candidate,
    similarity: similarity(vector, candidate.vector),
  }));
  const nearest = Math.max(...near.map((candidate) => candidate.similarity));
  return nearest < threshold
    ? undefined
    : newest(near.filter((candidate) => candidate.similarity === nearest));
}

interface Candidate {
  readonly query: ActiveQuery;
  readonly sql: string;
  readonly text: string;
  readonly vector: Float32Array;
}

function sameQuestions(
  { entries, vectors }: VerifiedIndex,
  tokens: readonly Token[],
  catalog: Catalog,
): Candidate[] {
  const known = valuesOf(catalog);
  const isVisible = visibleIn(catalog);
  return entries.flatMap((query, at) => {
    const sql = fillTemplate(query.sql, query.template, tokens, known);
    const vector = vectors[at];
    if (sql === undefined || !vector || !isVisible(query)) return [];
    return [{ query, sql, vector, text: embeddedText(query) }];
  });
}

/** What is embedded of a pair's question. */
export const embeddedText = ({ question }: Pick<ActiveQuery, 'question'>) =>
  plainText(plainQuestion(question));

function newest(candidates: readonly (Candidate & { similarity: number })[]): Match | undefined {
  const [best] = candidates.toSorted((a, b) => (a.query.approvedAt < b.query.approvedAt ? 1 : -1));
  return best && { id: best.query.id, sql: best.sql, similarity: best.similarity };
}

/** Whether all tables and columns that a pair reads are among those a catalogue shows. */
export function visibleIn(catalog: Catalog): (query: Pick<ActiveQuery, 'tables' | 'columns'>) => boolean {
  const shown = new Set(
    catalog.tables.flatMap((table) => [
      tableId(table),
      ...table.columns.map(({ name }) => `${tableId(table)}.${name}`),
    ]),
  );
  return ({ tables, columns }) => [...tables, ...columns].every((name) => shown.has(name));
}
