import type { BatchJob, StatusCounts } from '../../contracts/batch.ts';
import { BatchRow } from '../../contracts/batch-machine.ts';
import type { QuestionJob } from '../../contracts/job.ts';
import type { Row } from '../../contracts/rows.ts';
import { readRows } from '../../jobs/snapshot.ts';
import type { ObjectStore } from '../../platform/object-store.ts';
import { RESULT_FILES, type ResultFile, resultKey, rowsKey } from '../batch-keys.ts';
import type { BatchStore } from '../batch-store.ts';
import type { ObjectStreams, ObjectWriter } from '../object-streams.ts';
import { storedLines } from '../stored-lines.ts';
import { type AnswerRow, answerRow } from './answer-row.ts';
import { csvHeader, csvRow } from './answers-csv.ts';

/** Rows whose questions are read at the same time. */
const GROUP = 50;
const FIRST_ROWS = 5;
/** Of the first rows as text: wide rows are not repeated in a summary. */
const FIRST_ROWS_CHARACTERS = 2_000;

export interface SummariseBatchPorts {
  readonly batches: BatchStore;
  readonly streams: ObjectStreams;
  readonly objects: Pick<ObjectStore, 'getRange' | 'put'>;
  readonly now: () => string;
}

/** Writes the answers in the order of the file, as CSV and as JSON lines, and a manifest of both. */
export async function summariseBatch(batch: BatchJob, ports: SummariseBatchPorts): Promise<StatusCounts> {
  const { batches, streams, objects, now } = ports;
  const counts: StatusCounts = {};
  const csv = streams.write(resultKey(batch.id, 'csv'), 'text/csv; charset=utf-8');
  const jsonl = streams.write(resultKey(batch.id, 'jsonl'), 'application/x-ndjson');
  try {
    await writeAnswers(batch.id, { csv, jsonl }, counts, ports);
    const files = await Promise.all([described(batch.id, 'csv', csv), described(batch.id, 'jsonl', jsonl)]);
    const { id, name, rows, questions, rerunOf, createdAt } = batch;
    const manifest = {
      batchId: id,
      name,
      rows,
      questions,
      rerunOf,
      createdAt,
      summarisedAt: now(),
      counts,
      files,
    };
    await objects.put(resultKey(id, 'manifest'), JSON.stringify(manifest, undefined, 2), 'application/json');
  } catch (error) {
    await Promise.all([csv.abort(), jsonl.abort()]);
    throw error;
  }
  await batches.setCounts(batch.id, counts);
  return counts;
}

async function described(id: string, file: ResultFile, writer: ObjectWriter) {
  return { name: RESULT_FILES[file], key: resultKey(id, file), ...(await writer.close()) };
}

async function writeAnswers(
  id: string,
  { csv, jsonl }: { csv: ObjectWriter; jsonl: ObjectWriter },
  counts: StatusCounts,
  ports: SummariseBatchPorts,
): Promise<void> {
  const carried = await carriedColumns(id, ports.streams);
  // The byte order mark by which spreadsheets know UTF-8.
  await csv.write(`\uFEFF${csvHeader(carried)}`);
  for await (const rows of storedLines(ports.streams, rowsKey(id), BatchRow, GROUP)) {
    for (const answer of await answersOf(rows, ports)) {
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      await csv.write(csvRow(answer, carried));
      await jsonl.write(`${JSON.stringify(answer)}\n`);
    }
  }
}

/** Every column that any row has: rows of JSON need not have the same. */
async function carriedColumns(id: string, streams: ObjectStreams): Promise<string[]> {
  const names = new Set<string>();
  for await (const rows of storedLines(streams, rowsKey(id), BatchRow, GROUP)) {
    for (const { carried } of rows) for (const name of Object.keys(carried)) names.add(name);
  }
  return [...names];
}

async function answersOf(
  rows: readonly BatchRow[],
  { batches, objects }: SummariseBatchPorts,
): Promise<AnswerRow[]> {
  const ids = new Set(rows.flatMap(({ jobId }) => jobId ?? []));
  const jobs = await batches.findQuestions([...ids]);
  const results = await Promise.all(
    jobs.map(async (job) => [job.id, { job, rows: await firstRows(job, objects) }] as const),
  );
  const byId = new Map(results);
  return rows.map((row) => {
    const found = byId.get(row.jobId ?? '');
    return answerRow(row, found?.job, found?.rows);
  });
}

async function firstRows(
  { ending }: QuestionJob,
  objects: SummariseBatchPorts['objects'],
): Promise<readonly Row[] | undefined> {
  const rows = ending?.snapshot && (await readRows(objects, ending.snapshot, 0, FIRST_ROWS));
  if (!rows) return undefined;
  const fits = (count: number) => JSON.stringify(rows.slice(0, count)).length <= FIRST_ROWS_CHARACTERS;
  const count = [...rows.keys()].map((at) => at + 1).findLast(fits) ?? 0;
  return rows.slice(0, count);
}
