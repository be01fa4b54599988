import type * as z from 'zod';

const OPTION: Readonly<Record<string, string>> = {
  principalId: 'PRINCIPAL',
  roles: '--role',
  attributes: '--attribute',
  label: '--label',
  expiresAt: '--expires',
  graceSeconds: '--grace',
};

/** Parses by the contract of the API; what is wrong is said in the words of the command line. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    ({ path: [field], message }) => `${OPTION[String(field)] ?? String(field)}: ${message}`,
  );
  throw new Error(lines.join('\n'));
}
