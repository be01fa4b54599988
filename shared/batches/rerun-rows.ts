import { BatchItem, BatchRow } from '../contracts/batch-machine.ts';
import type { QuestionJob } from '../contracts/job.ts';
import { itemsKey, rowsKey } from './batch-keys.ts';
import type { BatchStore } from './batch-store.ts';
import type { ObjectStreams } from './object-streams.ts';
import type { PlannedRow } from './planned-row.ts';
import { storedLines } from './stored-lines.ts';

const GROUP = 50;

interface Ports {
  readonly batches: Pick<BatchStore, 'findQuestions'>;
  readonly streams: Pick<ObjectStreams, 'read'>;
  readonly newId: () => string;
}

/** The rows of an earlier batch: what failed there is to be asked again, under a new id, the rest keeps its answer. */
export async function* rerunRows(earlierId: string, ports: Ports): AsyncGenerator<PlannedRow> {
  const again = await itemsToRepeat(earlierId, ports);
  const unwritten = new Map([...again.values()].map((item) => [item.jobId, item]));
  for await (const rows of storedLines(ports.streams, rowsKey(earlierId), BatchRow, GROUP)) {
    for (const { row: _row, ...row } of rows) {
      const item = row.jobId === undefined ? undefined : again.get(row.jobId);
      if (!item) {
        yield { row };
        continue;
      }
      const isFirst = unwritten.delete(item.jobId);
      yield { row: { ...row, jobId: item.jobId }, ...(isFirst && { item }) };
    }
  }
}

/** By the id under which they were asked. Questions that were asked in a batch before that one have no item in it. */
async function itemsToRepeat(earlierId: string, { batches, streams, newId }: Ports) {
  const again = new Map<string, BatchItem>();
  for await (const items of storedLines(streams, itemsKey(earlierId), BatchItem, GROUP)) {
    const found = await batches.findQuestions(items.map(({ jobId }) => jobId));
    const byId = new Map(found.map((job) => [job.id, job]));
    for (const item of items) {
      if (isWanting(byId.get(item.jobId))) again.set(item.jobId, { ...item, jobId: newId() });
    }
  }
  return again;
}

/** Whether asking again may bring what is missing: a refusal or an answer would be the same. */
const isWanting = (job: QuestionJob | undefined) =>
  job === undefined || !['ANSWERED', 'REPLIED', 'NEEDS_CLARIFICATION', 'REFUSED'].includes(job.status);
