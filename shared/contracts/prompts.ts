import * as z from 'zod';

/** Every prompt there is: a file each in shared/prompts/, which a configuration may replace. */
export const PromptName = z.enum([
  'classify',
  'sql-postgres',
  'sql-redshift',
  'sql-athena',
  'reflect',
  'explain',
  'reply',
]);
export type PromptName = z.infer<typeof PromptName>;

const LONGEST_PROMPT = 20_000;

/** Texts instead of the built-in ones, whole or as a list of lines. What is wrong with one is told where prompts are. */
export const PromptOverrides = z.partialRecord(
  PromptName,
  z.union([z.string().max(LONGEST_PROMPT), z.array(z.string()).max(1_000)]),
);
export type PromptOverrides = z.infer<typeof PromptOverrides>;

/** Which text of a prompt is in use, and why it is not the configured one. */
export const PromptInUse = z.strictObject({
  name: PromptName,
  version: z.string().describe('The beginning of the SHA-256 of its text: steps that used it name it.'),
  origin: z.enum(['built-in', 'configured']),
  problem: z.string().optional().describe('What is wrong with the configured text, which is not used.'),
});
export type PromptInUse = z.infer<typeof PromptInUse>;
