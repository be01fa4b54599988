import { BatchView } from '../../batch.ts';
import { BatchesQuery, BatchPage, BatchParams, CreateBatch } from '../batches.ts';
import type { Route } from '../route.ts';

const tag = 'Batches';
const access = 'principal';
const path = '/v1/batches';

/** The part of the API that serve-batches answers. */
export const BATCH_API = {
  createBatch: {
    method: 'POST',
    path,
    summary: 'Have a file of questions answered',
    description:
      'Gives a link to put the file to; the batch begins when it is there. A CSV or TSV file has a header with the column `question` and may have `id`, `source` and `mode`; JSON and JSON Lines have objects with these fields. What else a row has comes back with its answer.',
    tag,
    access,
    body: CreateBatch,
    responses: {
      202: {
        description: 'The batch waits for its file.',
        body: BatchView,
        headers: { location: 'Where the batch can be followed.' },
      },
    },
  },
  listBatches: {
    method: 'GET',
    path,
    summary: 'Your batches, newest first',
    tag,
    access,
    query: BatchesQuery,
    responses: { 200: { description: 'One page.', body: BatchPage } },
  },
  getBatch: {
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'A batch: its progress, then links to its answers',
    tag,
    access,
    params: BatchParams,
    responses: { 200: { description: 'As it is now; links are new on each call.', body: BatchView } },
  },
  stopBatch: {
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Stop a batch and the questions of it that run',
    tag,
    access,
    params: BatchParams,
    responses: { 200: { description: 'Stopped, now or before.', body: BatchView } },
    problems: ['AlreadyEnded'],
  },
  rerunBatch: {
    method: 'POST',
    path: `${path}/{id}/rerun`,
    summary: 'Ask again what failed',
    description:
      'A new batch over the same rows: questions that failed, were cancelled or never ended are asked again, the others keep their answers.',
    tag,
    access,
    params: BatchParams,
    responses: {
      202: {
        description: 'The new batch.',
        body: BatchView,
        headers: { location: 'Where it can be followed.' },
      },
    },
    problems: ['BatchNotEnded'],
  },
} as const satisfies Record<string, Route>;
