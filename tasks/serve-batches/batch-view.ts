import type * as z from 'zod';
import { RESULT_FILES, resultKey } from '../../shared/batches/batch-keys.ts';
import type { BatchJob, BatchView } from '../../shared/contracts/batch.ts';
import { isBatchFinal } from '../../shared/contracts/batch-status.ts';
import type { BatchSummary } from '../../shared/contracts/http/batches.ts';
import type { Dependencies } from './operation.ts';

const MINUTE_MS = 60_000;

export const batchPath = (id: string) => `/v1/batches/${id}`;

/** A batch as HTTP shows it; what can be fetched or put has a link made for this answer. */
export async function batchView(
  batch: BatchJob,
  { links, clock }: Pick<Dependencies, 'links' | 'clock'>,
): Promise<BatchView> {
  const { status, rerunOf } = batch;
  return {
    ...batchSummary(batch),
    ...(status === 'RUNNING' && progressOf(batch, clock.now())),
    ...(status === 'SUBMITTED' &&
      rerunOf === undefined && { upload: { method: 'PUT', ...(await links.upload(batch.key)) } }),
    ...(status === 'COMPLETED' && { results: await resultsOf(batch.id, links) }),
  };
}

/** The same in a list: nothing signed. */
export function batchSummary(batch: BatchJob): z.infer<typeof BatchSummary> {
  const { principal, key: _key, executionArn: _arn, answeringSince: _since, ...record } = batch;
  return { ...record, principal: principal.id, links: linksOf(batch) };
}

function linksOf({ id, status, rerunOf }: BatchJob): Record<string, string> {
  const self = batchPath(id);
  return {
    self,
    ...(isBatchFinal(status) ? { rerun: `${self}/rerun` } : { stop: self }),
    ...(rerunOf !== undefined && { rerunOf: batchPath(rerunOf) }),
  };
}

function progressOf(
  { questions, counts, answeringSince }: BatchJob,
  now: number,
): Pick<BatchView, 'progress'> {
  if (questions === undefined || answeringSince === undefined) return {};
  // The summary counts rows, which are more than the questions where some are equal or bad.
  const done = Math.min(
    questions,
    Object.values(counts).reduce((sum, count) => sum + count, 0),
  );
  const minutes = Math.max(1, now - Date.parse(answeringSince)) / MINUTE_MS;
  const perMinute = Math.round((done / minutes) * 10) / 10;
  const secondsLeft = perMinute > 0 ? Math.round(((questions - done) / perMinute) * 60) : undefined;
  return {
    progress: { done, total: questions, perMinute, ...(secondsLeft !== undefined && { secondsLeft }) },
  };
}

async function resultsOf(id: string, links: Dependencies['links']): Promise<BatchView['results']> {
  const [csv, jsonl, manifest] = await Promise.all([
    links.download(resultKey(id, 'csv'), RESULT_FILES.csv),
    links.download(resultKey(id, 'jsonl'), RESULT_FILES.jsonl),
    links.download(resultKey(id, 'manifest'), RESULT_FILES.manifest),
  ]);
  return { csv: csv.url, jsonl: jsonl.url, manifest: manifest.url, expiresAt: csv.expiresAt };
}
