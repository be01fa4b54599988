import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ListMultipartUploadsCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { findVariable } from '../../../local/stack/find-variable.ts';
import { getExport } from './exports.ts';
import type { RunningStack } from './running-stack.ts';

/** Kills the process of the worker (SIGKILL) once that many parts of the export are in the bucket. */
export async function killWorkerAt(running: RunningStack, exportId: string, parts: number): Promise<boolean> {
  const { attempt: before } = await getExport(running, exportId);
  // No pause in between: an attempt takes seconds.
  while ((await partsUnderWay(running, exportId)) < parts) {
    if ((await getExport(running, exportId)).status === 'READY') return false;
  }
  const pid = workerPid(running);
  if (pid) process.kill(pid, 'SIGKILL');
  // The next attempt begins once the lease of the one just killed is over.
  for (;;) {
    const { attempt, status } = await getExport(running, exportId);
    if (status === 'READY') return attempt > Math.max(before, 1);
    if (attempt > Math.max(before, 1)) return true;
    await delay(200);
  }
}

/** Of the process that works on all exports, in MiB: the most it has had since it was started. */
export async function peakMemoryOfWorker(running: RunningStack): Promise<number> {
  const status = await readFile(`/proc/${workerPid(running)}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

const workerPid = (running: RunningStack) => running.stack.functions.pidOf(workerName(running));

const workerName = ({ stack }: RunningStack) =>
  stack.resources.functions.find(({ task }) => task === 'export-query')?.name ?? '';

async function partsUnderWay({ stack }: RunningStack, exportId: string): Promise<number> {
  const { s3 } = stack.clients;
  const Bucket = findVariable(stack.resources, 'DATA_BUCKET');
  const Prefix = `exports/${exportId}/`;
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
  const [upload] = Uploads;
  if (!upload) return 0;
  const { Key, UploadId } = upload;
  const { Parts = [] } = await s3
    .send(new ListPartsCommand({ Bucket, Key, UploadId }))
    .catch(() => ({ Parts: undefined }));
  return Parts.length;
}
