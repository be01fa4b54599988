import { createHash } from 'node:crypto';
import * as z from 'zod';
import { BatchView } from '../../../shared/contracts/batch.ts';
import { ExportView } from '../../../shared/contracts/exports.ts';
import { copyOfServer } from '../../e2e/support/copy-of-server.ts';
import type { AcceptedJob } from '../workload/accepted-job.ts';
import type { PatientClient } from '../workload/patient-client.ts';
import type { Item } from './observed.ts';

export interface FileCheckParts {
  readonly client: PatientClient;
  readonly adminUrl: string;
  /** Of the table of jobs, by id. */
  readonly records: ReadonlyMap<string, Item>;
}

/** What is wrong with the files that a job has left: a READY export's, a COMPLETED batch's. */
export function checkFiles(job: AcceptedJob, parts: FileCheckParts): Promise<string[]> {
  if (job.kind === 'export') return checkExport(job, parts);
  return job.kind === 'batch' ? checkBatch(job, parts) : Promise.resolve([]);
}

async function checkExport(
  { id }: AcceptedJob,
  { client, adminUrl, records }: FileCheckParts,
): Promise<string[]> {
  const view = ExportView.parse((await client.call('GET', `/v1/exports/${id}`)).body);
  if (view.status !== 'READY') return [];
  const [file, ...others] = view.files ?? [];
  if (!file || others.length > 0) return [`export ${id} has ${view.files?.length} files`];
  const bytes = await client.get(file.url);
  const expected = await copyOfServer(adminUrl, sqlOf(id, records));
  return [
    ...(sha256(bytes) === file.sha256 ? [] : [`export ${id} is not what its SHA-256 says`]),
    ...(rowsOf(bytes) === rowsOf(expected) ? [] : [`export ${id} has not the rows that its query gives`]),
  ];
}

/** Of the export itself, or of the question that it had asked first. */
function sqlOf(id: string, records: ReadonlyMap<string, Item>): string {
  const asked = Asked.parse(JSON.parse(String(records.get(id)?.asked)));
  if (asked.sql !== undefined) return asked.sql;
  return Ending.parse(JSON.parse(String(records.get(asked.questionId ?? '')?.ending))).sql;
}

const Asked = z.object({ sql: z.string().optional(), questionId: z.string().optional() });
const Ending = z.object({ sql: z.string() });
const Answer = z.object({
  row: z.number(),
  question: z.string(),
  status: z.string(),
  link: z.string().nullish(),
});

/** In any order: not every query says which. */
const rowsOf = (bytes: Buffer) => sha256(bytes.toString('utf8').split('\n').sort().join('\n'));

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

async function checkBatch(
  { id, rows = [] }: AcceptedJob,
  { client, records }: FileCheckParts,
): Promise<string[]> {
  const view = BatchView.parse((await client.call('GET', `/v1/batches/${id}`)).body);
  if (view.status !== 'COMPLETED') return [];
  const lines = (await client.get(view.results?.jsonl ?? '')).toString('utf8').trim().split('\n');
  const answers = lines.map((line) => Answer.parse(JSON.parse(line)));
  if (answers.length !== rows.length) return [`batch ${id} has ${answers.length} of ${rows.length} rows`];
  return answers.flatMap(({ question, status, link }, at) => {
    if (question !== rows[at]) return [`batch ${id} has "${question}" in row ${at + 1}`];
    const recorded = link ? records.get(link.split('/').at(-1) ?? '')?.status : 'INVALID';
    return status === recorded ? [] : [`batch ${id}, row ${at + 1}: ${status}, on record ${recorded}`];
  });
}
