import type { EmbeddingModel, LanguageModel, ToolRequest } from '../../shared/model/language-model.ts';

const USE = { model: 'scripted', tokensIn: 10, tokensOut: 1, tokensCached: 0, costUsd: 0.001 };

export interface ScriptedModel extends LanguageModel {
  readonly requests: ToolRequest[];
}

/** A model that gives these replies one after another; an error among them is thrown. */
export function scriptedModel(
  ...replies: readonly ({ tool: string; input: unknown } | Error)[]
): ScriptedModel {
  const left = [...replies];
  const requests: ToolRequest[] = [];
  return {
    requests,
    call: async (request) => {
      requests.push(request);
      const reply = left.shift();
      if (!reply) throw new Error('The script has no reply left.');
      if (reply instanceof Error) throw reply;
      return { ...reply, use: USE };
    },
  };
}

/** An embedding model of two dimensions that knows the vectors of these texts, and zero for all others. */
export function scriptedEmbedding(
  vectors: Readonly<Record<string, readonly [number, number]>>,
  id = 'scripted/2',
): EmbeddingModel & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    id,
    texts,
    embed: async (asked) => {
      texts.push(...asked);
      return { vectors: asked.map((text) => Float32Array.from(vectors[text] ?? [0, 0])), use: USE };
    },
  };
}
