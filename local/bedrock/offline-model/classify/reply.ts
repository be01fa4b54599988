import type { ModelReply } from '../model-reply.ts';
import { block, type Prompt } from '../prompt/prompt.ts';

const SHOWN = 8;
const ABILITIES =
  'I answer questions about your databases: I write SQL for a question in plain words, run it read-only, and tell you the result. Ask for counts, lists, totals, averages, rankings or comparisons.';

/** Answers the `reply` job: what the system does, or which data it has by the names shown. */
export function reply(prompt: Prompt): ModelReply {
  const description = block(prompt, 'source')
    .replace(/^[^:]*:\s*/, '')
    .trim();
  const lines = block(prompt, 'tables')
    .split('\n')
    .filter((line) => line !== '');
  const asksForData = /\b(tables?|data|information|databases?|sources?)\b/i.test(block(prompt, 'question'));
  const about = description ? ` The data: ${description}` : '';
  const answer = asksForData && lines.length > 0 ? `${tablesIn(lines)}${about}` : `${ABILITIES}${about}`;
  return { kind: 'tool', name: 'reply', input: { answer } };
}

function tablesIn(lines: readonly string[]): string {
  const names = lines.flatMap((line) => (/^and \d+ more$/.test(line) ? [] : [line.replace(/:.*$/, '')]));
  const unnamed = Number(/^and (\d+) more$/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
  const more = names.length - SHOWN + unnamed;
  const listed = names.slice(0, SHOWN).join(', ');
  return more > 0
    ? `There are tables such as ${listed}, and ${more} more.`
    : `There are these tables: ${listed}.`;
}
