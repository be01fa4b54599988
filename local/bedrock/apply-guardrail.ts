import * as z from 'zod';
import type { WireResponse } from '../wire/wire-service.ts';
import { jsonResponse } from './bedrock-error.ts';
import { readBody } from './read-body.ts';

const guardrailBody = z.object({
  source: z.enum(['INPUT', 'OUTPUT']),
  content: z
    .array(z.object({ text: z.object({ text: z.string(), qualifiers: z.array(z.string()).optional() }) }))
    .min(1),
});

const REFUSAL = 'Sorry, this request is not allowed.';

/** Phrases that try to turn a model against its instructions. */
const INJECTION = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,30}\b(previous|prior|above|earlier|all|your|the|any)\b.{0,20}\b(instructions?|prompts?|rules?|guidelines?|polic(y|ies)|safety)\b/i,
  /\b(reveal|show|print|repeat|output|leak)\b.{0,20}\b(system|hidden|initial|secret)\s+(prompt|instructions?|message)\b/i,
  /\byou are (now|no longer)\b.{0,40}\b(dan|jailbroken|unrestricted|developer mode|an? assistant without|bound)\b/i,
  /\b(developer|god|admin|jailbreak) mode\b/i,
  /\bpretend (to be|that you|you are)\b.{0,40}\b(no|without|unrestricted)\b/i,
  /<\/?(system|instructions?|schema|question|rows)>/i,
];

/** ApplyGuardrail with one policy: prompt attacks in the input are blocked, all else passes. */
export function applyGuardrail(body: Uint8Array): WireResponse {
  const request = readBody(guardrailBody, body);
  const texts = request.content.map((block) => block.text.text);
  const found = texts.join('\n');
  const blocked = request.source === 'INPUT' && INJECTION.some((pattern) => pattern.test(found));
  return jsonResponse({
    action: blocked ? 'GUARDRAIL_INTERVENED' : 'NONE',
    ...(blocked && { actionReason: 'Guardrail blocked.' }),
    outputs: blocked ? [{ text: REFUSAL }] : [],
    assessments: blocked ? [assessment()] : [],
    usage: usage(Math.ceil(found.length / 1000)),
  });
}

function assessment() {
  const filter = { type: 'PROMPT_ATTACK', confidence: 'HIGH', filterStrength: 'HIGH', action: 'BLOCKED' };
  return { contentPolicy: { filters: [filter] } };
}

function usage(textUnits: number) {
  return {
    topicPolicyUnits: 0,
    contentPolicyUnits: textUnits,
    wordPolicyUnits: 0,
    sensitiveInformationPolicyUnits: 0,
    sensitiveInformationPolicyFreeUnits: 0,
    contextualGroundingPolicyUnits: 0,
  };
}
