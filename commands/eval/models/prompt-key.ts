import { createHash } from 'node:crypto';
import type { ModelCall } from '../../../local/bedrock/model-gateway.ts';

/** Fields that say who asks or how the call is served, not what is asked. */
const VOLATILE = new Set([
  'requestMetadata',
  'performanceConfig',
  'serviceTier',
  'user',
  'metadata',
  'safety_identifier',
  'prompt_cache_key',
]);
/** The day a question is asked: a reply recorded on another day is still the reply to this prompt. */
const DATE_BLOCK = /<date>[^<]*<\/date>/g;

/** The name of a prompt: the same for the same request to the same model, on whatever day. */
export function promptKey({ operation, modelId, request }: ModelCall): string {
  const text = JSON.stringify([operation, modelId, canonical(request, true)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

/** Fields in the order of their names, so that only what is said counts. */
function canonical(value: unknown, isTop: boolean): unknown {
  if (typeof value === 'string') return value.replace(DATE_BLOCK, '<date/>');
  if (Array.isArray(value)) return value.map((item) => canonical(item, false));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !(isTop && VOLATILE.has(name)));
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, canonical(field, false)]));
}

const QUESTION_BLOCK = /<question>\s*([^<]*?)\s*<\/question>/g;

/** The question a request is about, as its prompt has it; undefined when it shows none. */
export function questionOf(request: unknown): string | undefined {
  const text = JSON.stringify(request).replaceAll('\\n', '\n').replaceAll('\\"', '"');
  return [...text.matchAll(QUESTION_BLOCK)].at(-1)?.[1];
}
