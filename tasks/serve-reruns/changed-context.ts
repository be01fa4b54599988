import type { Changes } from '../../shared/contracts/http/reruns.ts';
import { contextKey, type QuestionContext } from '../../shared/generation/question-context.ts';
import { estimateTokens } from '../../shared/model/model-use.ts';

/** A replay's own context: that of then with another text of the schema, or with one below it. */
export function changedContext(
  jobId: string,
  before: QuestionContext,
  { schema, extend }: NonNullable<Changes['context']>,
): { readonly key: string; readonly text: QuestionContext } {
  const text = schema ?? [before.schema, extend].join('\n');
  return { key: contextKey(jobId), text: { ...before, schema: text, tokens: estimateTokens(text) } };
}
