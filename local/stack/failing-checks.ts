import * as z from 'zod';
import { HealthCheck } from '../../shared/contracts/http/problem.ts';

const Answer = z.object({ checks: z.array(HealthCheck) });

/** What GET /health finds wrong, a line each. */
export async function failingChecks(url: string): Promise<string[]> {
  const response = await fetch(`${url}/health`);
  const answer = Answer.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) return [`GET /health answered ${response.status}`];
  return answer.data.checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => (detail === undefined ? name : `${name}: ${detail}`));
}
