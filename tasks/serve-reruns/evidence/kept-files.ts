import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { contextKey, QuestionContext } from '../../../shared/generation/question-context.ts';
import { ReplayChanges } from '../../../shared/generation/replay-changes.ts';
import type { Visit } from '../../../shared/jobs/visit.ts';
import { exchangeKey } from '../../../shared/platform/exchange-key.ts';
import type { Objects } from '../recorded/read-replies.ts';

/** What lies in a question's folder, by what the record says must be there. */
export interface KeptFiles {
  /** What models were shown of the schema, by key. */
  readonly contexts: Readonly<Record<string, QuestionContext>>;
  /** What models were told, and what they gave back, in order, and for which question. */
  readonly exchanges: readonly {
    readonly question: string;
    readonly state: string;
    readonly exchange: unknown;
  }[];
  readonly changes?: ReplayChanges;
  /** Keys of what is no longer kept. */
  readonly missing: readonly string[];
}

const RETRIEVING: Readonly<Record<string, string | undefined>> = {
  Retrieve: undefined,
  Survey: undefined,
  Widen: 'wider',
};

export async function readKeptFiles(
  { id, entry, changesKey }: QuestionJob,
  visits: readonly Visit[],
  objects: Objects,
): Promise<KeptFiles> {
  const missing: string[] = [];
  const read = async (key: string): Promise<unknown> => {
    const text = await objects.getText(key);
    if (text === undefined) missing.push(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const contextKeys = [...contextKeysOf(id, visits), ...(entry?.contextKey ? [entry.contextKey] : [])];
  const contexts = await Promise.all(
    [...new Set(contextKeys)].map(async (key) => [key, QuestionContext.safeParse(await read(key)).data]),
  );
  const asking = visits.filter(({ step }) => step.prompts !== undefined && step.model !== undefined);
  const exchanges = await Promise.all(
    asking.map(async (visit) => {
      const { state, branch, enteredAt, retry } = visit;
      return { question: id, state, branch, enteredAt, retry, exchange: await read(exchangeKey(id, visit)) };
    }),
  );
  const changes = changesKey && ReplayChanges.safeParse(await read(changesKey)).data;
  return {
    contexts: Object.fromEntries(contexts.filter(([, context]) => context !== undefined)),
    exchanges: exchanges.filter(({ exchange }) => exchange !== undefined),
    ...(changes && { changes }),
    missing,
  };
}

function contextKeysOf(jobId: string, visits: readonly Visit[]): string[] {
  return visits.flatMap(({ state, branch, step }) => {
    if (step.error) return [];
    if (state in RETRIEVING) return [contextKey(jobId, RETRIEVING[state])];
    return state === 'RetrieveFactor' ? [contextKey(jobId, branch)] : [];
  });
}
