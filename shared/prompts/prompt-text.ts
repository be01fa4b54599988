import { createHash } from 'node:crypto';
import type { PromptName } from '../contracts/prompts.ts';

/** A prompt text: the words that never change, then the template of what does. */
export interface PromptText {
  readonly name: PromptName;
  /** Of the whole text: another word is another version. */
  readonly version: string;
  readonly system: string;
  readonly template: string;
}

const DIVIDER = '\n---\n';
const VERSION_DIGITS = 12;

/** Undefined when the line of three dashes between the two parts is missing. */
export function parsePrompt(name: PromptName, text: string): PromptText | undefined {
  const at = text.indexOf(DIVIDER);
  if (at < 0) return undefined;
  return {
    name,
    version: createHash('sha256').update(text).digest('hex').slice(0, VERSION_DIGITS),
    system: text.slice(0, at),
    template: text.slice(at + DIVIDER.length),
  };
}

/** The names of a template's places, `{{name}}` alone on a line. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(/^\{\{(\w+)\}\}$/gm)].map(([, name = '']) => name);
}
