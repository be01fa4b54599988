import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { BatchView } from '../../../shared/contracts/batch.ts';
import type { AcceptedJob } from './accepted-job.ts';
import type { PatientClient } from './patient-client.ts';

const Accepted = z.object({ id: z.ulid() });

/** One thing that a caller wants. */
export type Wish =
  | {
      readonly kind: 'question';
      readonly question: string;
      readonly source: string;
      readonly mode: string;
      /** After so many milliseconds whoever asked thinks better of it. */
      readonly cancelAfterMs?: number;
    }
  | { readonly kind: 'redrive'; readonly questionId: string }
  | { readonly kind: 'export'; readonly question: string }
  | { readonly kind: 'export-of'; readonly questionId: string }
  | { readonly kind: 'batch'; readonly rows: readonly string[] };

/** Brings a wish to the product until it is accepted; throws when it is refused or never answered. */
export function submit(wish: Wish, client: PatientClient): Promise<AcceptedJob> {
  switch (wish.kind) {
    case 'question':
      return ask(wish, client);
    case 'redrive': {
      const { questionId } = wish;
      const what = { kind: 'question', asked: `${questionId} again` } as const;
      return post(client, `/v1/questions/${questionId}/redrive`, undefined, what);
    }
    case 'export':
      return post(
        client,
        '/v1/exports',
        { question: wish.question },
        { kind: 'export', asked: wish.question },
      );
    case 'export-of': {
      const { questionId } = wish;
      return post(client, '/v1/exports', { questionId }, { kind: 'export', asked: `rows of ${questionId}` });
    }
    case 'batch':
      return sendBatch(wish.rows, client);
  }
}

async function ask(wish: Wish & { kind: 'question' }, client: PatientClient): Promise<AcceptedJob> {
  const { question, source, mode, cancelAfterMs } = wish;
  const what = { kind: 'question', asked: question } as const;
  const job = await post(client, '/v1/questions', { question, source, mode }, what);
  if (cancelAfterMs === undefined) return job;
  await delay(cancelAfterMs);
  const { status } = await client.call('POST', `/v1/questions/${job.id}/cancel`);
  // It may have ended before.
  if (status === 200 || status === 409) return job;
  throw new Error(`A cancel of ${job.id} was answered ${status}`);
}

async function post(
  client: PatientClient,
  path: string,
  body: object | undefined,
  what: Pick<AcceptedJob, 'kind' | 'asked'>,
): Promise<AcceptedJob> {
  const reply = await client.call('POST', path, body, { 'idempotency-key': randomUUID() });
  const { id } = acceptedOf(path, reply);
  return { ...what, id };
}

/** Batches have no key of their own; a repeated call makes another, which nothing is ever put into. */
async function sendBatch(rows: readonly string[], client: PatientClient): Promise<AcceptedJob> {
  const reply = await client.call('POST', '/v1/batches', { name: 'faults.csv' });
  const { id } = acceptedOf('/v1/batches', reply);
  const { upload } = BatchView.parse(reply.body);
  const lines = rows.map((row, at) => `${at + 1},"${row.replaceAll('"', '""')}"`);
  const file = ['id,question', ...lines].join('\n');
  await client.put(upload?.url ?? '', file);
  return { kind: 'batch', id, asked: `a file of ${rows.length}`, rows };
}

function acceptedOf(
  path: string,
  { status, body }: { status: number; body: unknown },
): z.infer<typeof Accepted> {
  if (status === 202) return Accepted.parse(body);
  throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(body)}`);
}
