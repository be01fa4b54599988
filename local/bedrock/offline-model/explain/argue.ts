import * as z from 'zod';
import { parseResultRows } from '../prompt/result-rows.ts';
import { describeResult } from './describe-result.ts';

const factor = z.object({ question: z.string(), missing: z.string().optional() });

/** Each sentence about rows is short; the tool's own limit is 2,000 characters. */
const LONGEST_PART = 400;

/** What the rows of several questions show, one after the other; why it is so, no rule of this model can say. */
export function argue(blocks: readonly string[]): string | undefined {
  const parts = blocks.flatMap((text) => {
    const head = factor.safeParse(readJson(text.split('\n')[0] ?? ''));
    return head.success ? [part(head.data, text)] : [];
  });
  if (parts.length === 0) return undefined;
  return [...parts, 'These are the figures that bear on it; they alone do not say why.'].join(' ');
}

function part({ question, missing }: z.infer<typeof factor>, text: string): string {
  const result = missing === undefined ? parseResultRows(text) : undefined;
  const told = result ? describeResult(result, { question, sql: '' }) : 'not known.';
  return `${question.charAt(0).toUpperCase()}${question.slice(1)}: ${told}`.slice(0, LONGEST_PART);
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
