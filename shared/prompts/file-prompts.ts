import { readFileSync } from 'node:fs';

export type PromptName = 'classify' | 'sql-postgres' | 'reflect' | 'explain' | 'split' | 'argue';

/** A prompt text: the words that never change, then the template of what does. */
export interface PromptText {
  readonly system: string;
  readonly template: string;
}

const DIVIDER = '\n---\n';

/** Reads the prompt file of this name, which lies beside this module (and beside the bundle on Lambda). */
export function readPrompt(name: PromptName): PromptText {
  const text = readFileSync(new URL(`./${name}.md`, import.meta.url), 'utf8');
  const at = text.indexOf(DIVIDER);
  if (at < 0) throw new Error(`The prompt ${name} has no line of three dashes between its two parts.`);
  return { system: text.slice(0, at), template: text.slice(at + DIVIDER.length) };
}
