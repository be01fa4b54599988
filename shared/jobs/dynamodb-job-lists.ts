import type { QuestionJob } from '../contracts/job.ts';
import type { QuestionInput } from '../contracts/question-machine.ts';
import type { Documents } from '../platform/dynamodb-documents.ts';
import { type Listing, listIds } from './dynamodb-listing.ts';
import { conversationKey, toJob } from './job-item.ts';
import { jobKey } from './job-key.ts';
import type { Page, PageRequest } from './job-store.ts';
import { isGone } from './retention.ts';

const BATCH_GET_LIMIT = 100;

/** A page of the questions that one value of an index brings together. Throws InvalidCursor. */
export async function listJobs(
  documents: Documents,
  listing: Listing,
  page: PageRequest,
): Promise<Page<QuestionJob>> {
  const { items: ids, cursor } = await listIds(documents, listing, page);
  const found = await documents.getAll(ids.slice(0, BATCH_GET_LIMIT).map(jobKey));
  const kept = found.filter((item) => !isGone(item)).map(toJob);
  const byId = new Map(kept.map((job) => [job.id, job]));
  return { items: ids.flatMap((id) => byId.get(id) ?? []), ...(cursor && { cursor }) };
}

/** The last questions of a conversation before this one, in their order. */
export const turnsBeforeIn =
  (documents: Documents) =>
  async (
    { id, rerunOf = id, principalId, conversationId }: QuestionInput,
    limit: number,
  ): Promise<readonly QuestionJob[]> => {
    if (!conversationId) return [];
    const listing = {
      ...conversationListing(principalId, conversationId),
      newestFirst: true,
      before: rerunOf,
    };
    const { items } = await listJobs(documents, listing, { limit });
    return [...items].reverse();
  };

export function conversationListing(principalId: string, conversationId: string): Listing {
  return {
    index: 'by-conversation',
    attribute: 'conversationKey',
    value: conversationKey(principalId, conversationId),
    newestFirst: false,
  };
}
