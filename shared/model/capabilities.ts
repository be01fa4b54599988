/**
 * What differs between models; an id is matched by its longest known prefix, the region of an inference profile
 * and the rest of an ARN left aside.
 */
export interface Capabilities {
  /** Whether `temperature: 0` is accepted. */
  readonly temperature: boolean;
  /** Whether a call can be told that it must use some tool. */
  readonly forcedToolChoice: boolean;
  /** Fewest tokens of a prefix that can be cached; undefined when caching is not offered. */
  readonly cacheMinimumTokens?: number;
}

const UNKNOWN: Capabilities = { temperature: true, forcedToolChoice: false };

const BY_PREFIX: Readonly<Record<string, Capabilities>> = {
  'anthropic.claude': { temperature: true, forcedToolChoice: true, cacheMinimumTokens: 1_024 },
  'anthropic.claude-haiku-4-5': { temperature: true, forcedToolChoice: true, cacheMinimumTokens: 4_096 },
  'anthropic.claude-opus-4': { temperature: true, forcedToolChoice: true, cacheMinimumTokens: 4_096 },
  'amazon.nova': { temperature: true, forcedToolChoice: true, cacheMinimumTokens: 1_024 },
  'mistral.': { temperature: true, forcedToolChoice: true },
  'meta.llama': { temperature: true, forcedToolChoice: false },
  'gpt-5': { temperature: false, forcedToolChoice: true },
  o1: { temperature: false, forcedToolChoice: true },
  o3: { temperature: false, forcedToolChoice: true },
  'o4-': { temperature: false, forcedToolChoice: true },
  'inquery.offline': { temperature: true, forcedToolChoice: true },
};

export function capabilitiesOf(modelId: string): Capabilities {
  const id = modelId.replace(/^arn:.*\//, '').replace(/^(us|eu|apac|global|jp|au|ca|us-gov)\./, '');
  const [best] = Object.keys(BY_PREFIX)
    .filter((prefix) => id.startsWith(prefix))
    .sort((a, b) => b.length - a.length);
  return (best && BY_PREFIX[best]) || UNKNOWN;
}
