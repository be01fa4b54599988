import type { QuestionJob } from '../contracts/job.ts';
import type { QuestionInput } from '../contracts/question-machine.ts';
import type { Documents } from '../platform/dynamodb-documents.ts';
import { type Listing, listIds } from './dynamodb-listing.ts';
import { conversationKey, principalKey, toJob } from './job-item.ts';
import { jobKey } from './job-key.ts';
import type { Page, PageRequest } from './job-store.ts';

const BATCH_GET_LIMIT = 100;

/** One page of questions. Throws InvalidCursor. */
export async function listJobs(
  documents: Documents,
  listing: Listing,
  page: PageRequest,
): Promise<Page<QuestionJob>> {
  const { items: ids, cursor } = await listIds(documents, listing, page);
  const found = await documents.getAll(ids.slice(0, BATCH_GET_LIMIT).map(jobKey));
  const byId = new Map(found.map((item) => [item.id, toJob(item)]));
  return { items: ids.flatMap((id) => byId.get(id) ?? []), ...(cursor && { cursor }) };
}

export const principalListing = (principalId: string): Listing => ({
  index: 'by-principal',
  attribute: 'principalKey',
  value: principalKey(principalId, 'question'),
  newestFirst: true,
});

export const conversationListing = (principalId: string, conversationId: string): Listing => ({
  index: 'by-conversation',
  attribute: 'conversationKey',
  value: conversationKey(principalId, conversationId),
  newestFirst: false,
});

/** The latest turns of a conversation before this job, oldest first. */
export async function turnsBefore(
  documents: Documents,
  { id, rerunOf = id, principalId, conversationId }: QuestionInput,
  limit: number,
): Promise<readonly QuestionJob[]> {
  if (!conversationId) return [];
  const listing = {
    ...conversationListing(principalId, conversationId),
    newestFirst: true,
    before: rerunOf,
  };
  const { items } = await listJobs(documents, listing, { limit });
  return [...items].reverse();
}
