import type { BatchJob } from '../contracts/batch.ts';
import type { BatchInput, OpenBatchOutput } from '../contracts/batch-machine.ts';
import type { Configuration } from '../contracts/configuration.ts';
import { BatchFileName } from '../contracts/http/batches.ts';
import { batchOfKey, INCOMING } from './batch-keys.ts';
import type { BatchStore } from './batch-store.ts';

export interface OpenBatchPorts {
  readonly batches: BatchStore;
  readonly configuration: () => Promise<Pick<Configuration, 'batches' | 'retentionDays'>>;
  readonly newId: () => string;
  readonly now: () => string;
}

/** Finds who a file is of and begins its batch, once: by its record or, without one, by the prefix it lies under. */
export async function openBatch(
  { request, executionArn }: { request: BatchInput; executionArn: string },
  ports: OpenBatchPorts,
): Promise<OpenBatchOutput> {
  const found =
    'batchId' in request ? await ports.batches.find(request.batchId) : await ofFile(request, ports);
  if (!found)
    return {
      outcome: 'refused',
      reason: 'Nobody answers for this file: it has neither a batch nor a prefix.',
    };
  if (!(await ports.batches.begin(found.id, executionArn, ports.now()))) {
    return { outcome: 'ignored', reason: `The batch ${found.id} has begun before.` };
  }
  const { id, key, principal, rerunOf } = found;
  return { outcome: 'opened', batch: { id, key, principalId: principal.id, ...(rerunOf && { rerunOf }) } };
}

interface DroppedFile {
  readonly key: string;
  readonly etag: string;
}

async function ofFile({ key, etag }: DroppedFile, ports: OpenBatchPorts): Promise<BatchJob | undefined> {
  const id = batchOfKey(key);
  if (id === undefined) return dropped(key.slice(INCOMING.length), { key, etag }, ports);
  const batch = await ports.batches.find(id);
  return batch?.key === key ? batch : undefined;
}

/** The batch of a file without a record; the same file under the same name is the same batch. */
async function dropped(path: string, { key, etag }: DroppedFile, ports: OpenBatchPorts) {
  const {
    batches: { prefixes },
    retentionDays,
  } = await ports.configuration();
  const prefix = Object.keys(prefixes)
    .filter((each) => path.startsWith(each))
    .sort((a, b) => b.length - a.length)[0];
  const principal = prefix === undefined ? undefined : prefixes[prefix];
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!principal || !BatchFileName.safeParse(name).success) return undefined;
  const id = await ports.batches.claimFile(key, etag, ports.newId(), retentionDays);
  const batch: BatchJob = {
    ...{ id, kind: 'batch', name, status: 'SUBMITTED', version: 1, principal, key, counts: {} },
    createdAt: ports.now(),
  };
  await ports.batches.create(batch, retentionDays);
  return (await ports.batches.find(id)) ?? batch;
}
