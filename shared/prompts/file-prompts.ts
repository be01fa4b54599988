import { readFileSync } from 'node:fs';
import type { PromptName } from '../contracts/prompts.ts';
import { type PromptText, parsePrompt } from './prompt-text.ts';

const kept = new Map<PromptName, PromptText>();

/** The prompt file of this name, which lies beside this module (and beside the bundle on Lambda). */
export function readPrompt(name: PromptName): PromptText {
  const prompt = kept.get(name) ?? read(name);
  kept.set(name, prompt);
  return prompt;
}

function read(name: PromptName): PromptText {
  const prompt = parsePrompt(name, readFileSync(new URL(`./${name}.md`, import.meta.url), 'utf8'));
  if (!prompt) throw new Error(`The prompt ${name} has no line of three dashes between its two parts.`);
  return prompt;
}
