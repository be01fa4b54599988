import * as z from 'zod';
import { Principal } from './principal.ts';

/** A prefix below batches/in/: it ends with a slash, so that none is the beginning of another's name. */
const Prefix = z
  .string()
  .regex(
    /^([a-z0-9][a-z0-9_-]{0,62}\/)+$/,
    'A prefix has small letters, digits, _ and -, and ends with a slash.',
  );

export const BatchesConfiguration = z.strictObject({
  concurrency: z
    .int()
    .min(1)
    .max(1_000)
    .default(4)
    .describe('Questions of one batch that run at the same time.'),
  questionsPerMinute: z
    .int()
    .min(1)
    .max(60_000)
    .default(600)
    .describe(
      'All batches together start no more than this: what is left of the model’s rate is for people who wait.',
    ),
  maxRows: z.int().min(1).max(1_000_000).default(100_000),
  maxBytes: z.int().min(1).max(1_000_000_000).default(50_000_000),
  prefixes: z
    .record(Prefix, Principal)
    .default({})
    .describe('A file dropped below batches/in/<prefix> without a record of its own runs as this principal.'),
});
export type BatchesConfiguration = z.infer<typeof BatchesConfiguration>;
