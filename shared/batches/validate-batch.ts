import { createHash } from 'node:crypto';
import { chooseSource } from '../authorisation/choose-source.ts';
import type { BatchJob } from '../contracts/batch.ts';
import type { OpenedBatch, ValidateBatchOutput } from '../contracts/batch-machine.ts';
import type { Configuration } from '../contracts/configuration.ts';
import { toAttributes } from '../platform/attribute-values.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { itemsKey, rowsKey } from './batch-keys.ts';
import type { BatchStore } from './batch-store.ts';
import { type CheckedRow, checkRow } from './file/check-row.ts';
import { unusableFile } from './file/file-row.ts';
import { readRows } from './file/read-rows.ts';
import type { ObjectStreams, ObjectWriter } from './object-streams.ts';
import type { PlannedRow } from './planned-row.ts';
import { rerunRows } from './rerun-rows.ts';

const JSON_LINES = 'application/x-ndjson';
const MINUTE_MS = 60_000;

export interface ValidateBatchPorts {
  readonly batches: BatchStore;
  readonly streams: ObjectStreams;
  readonly configuration: () => Promise<Configuration>;
  readonly newId: () => string;
  readonly now: () => string;
}

/**
 * Writes what there is to ask (items.jsonl) and which row of the file asks what (rows.jsonl). A row that is no
 * question is kept with its error; a file that is none ends the batch.
 */
export async function validateBatch(
  batch: OpenedBatch,
  ports: ValidateBatchPorts,
): Promise<ValidateBatchOutput> {
  const [job, configuration] = await Promise.all([ports.batches.find(batch.id), ports.configuration()]);
  if (!job) throw new InqueryError('Internal', `There is no batch ${batch.id}.`);
  const rows = batch.rerunOf ? rerunRows(batch.rerunOf, ports) : fileRows(job, configuration, ports);
  try {
    const size = await writePlan(batch.id, rows, configuration.batches.maxRows, ports.streams);
    await ports.batches.setSize(batch.id, size, ports.now());
    return {
      outcome: 'valid',
      questions: size.questions,
      itemsKey: itemsKey(batch.id),
      concurrency: configuration.batches.concurrency,
      intervalMs: MINUTE_MS / configuration.batches.questionsPerMinute,
      principal: job.principal,
      principalAttribute: { ...toAttributes({ principal: job.principal }).principal },
      retentionDays: configuration.retentionDays,
    };
  } catch (error) {
    if (!(error instanceof InqueryError) || error.name !== 'BatchFileInvalid') throw error;
    return { outcome: 'invalid', error: { name: error.name, message: error.message } };
  }
}

async function writePlan(
  id: string,
  rows: AsyncIterable<PlannedRow>,
  maxRows: number,
  streams: ObjectStreams,
) {
  const items = streams.write(itemsKey(id), JSON_LINES);
  const plan = streams.write(rowsKey(id), JSON_LINES);
  const size = { rows: 0, questions: 0 };
  try {
    for await (const { row, item } of rows) {
      if (size.rows === maxRows) throw unusableFile(`The file has more than ${maxRows} rows.`);
      size.rows++;
      await writeLine(plan, { row: size.rows, ...row });
      if (!item) continue;
      size.questions++;
      await writeLine(items, item);
    }
    if (size.rows === 0) throw unusableFile('The file has no questions.');
    await Promise.all([items.close(), plan.close()]);
    return size;
  } catch (error) {
    await Promise.all([items.abort(), plan.abort()]);
    throw error;
  }
}

const writeLine = (writer: ObjectWriter, value: object) => writer.write(`${JSON.stringify(value)}\n`);

async function* fileRows(
  { name, key, principal }: BatchJob,
  configuration: Configuration,
  { streams, newId }: ValidateBatchPorts,
): AsyncGenerator<PlannedRow> {
  const { maxBytes } = configuration.batches;
  const open = async () => {
    const bytes = await streams.read(key);
    if (!bytes) throw unusableFile('The file is not there any more.');
    return limited(bytes, maxBytes);
  };
  const asked = new Map<string, string>();
  const choose = (source: string | undefined) => chooseSource(configuration, source, principal);
  for await (const row of readRows(name, open)) yield planned(checkRow(row, choose), asked, newId);
}

/** Equal questions of the same source and mode are asked once. */
function planned({ asked, ...row }: CheckedRow, known: Map<string, string>, newId: () => string): PlannedRow {
  if (!asked) return { row };
  const { question, source, mode } = asked;
  const digest = createHash('sha256')
    .update(JSON.stringify([question, source, mode]))
    .digest('base64url');
  const before = known.get(digest);
  if (before) return { row: { ...row, jobId: before } };
  const jobId = newId();
  known.set(digest, jobId);
  return { row: { ...row, jobId }, item: { jobId, ...asked } };
}

async function* limited(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > maxBytes) throw unusableFile(`The file has more than ${maxBytes} bytes.`);
    yield chunk;
  }
}
