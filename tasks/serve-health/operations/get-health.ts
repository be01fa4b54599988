import type { HealthCheck } from '../../../shared/contracts/http/problem.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { askedSources } from '../asked-sources.ts';
import { KEPT_SECONDS } from '../database-look.ts';
import type { Dependencies, Operation } from '../operation.ts';

const NO_JOB = '0'.repeat(26);

/** Anyone may read this, so it says which check failed and nothing of why. */
export const getHealth: Operation<'getHealth'> = async (_call, dependencies) => {
  const { configuration, jobs, databaseAnswers } = dependencies;
  const checks = await Promise.all([
    check('configuration', 'There is no valid configuration.', async () => {
      await configuration.current();
      return true;
    }),
    check('jobs', 'The job table does not answer.', async () => {
      await jobs.find(NO_JOB);
      return true;
    }),
    check('catalog', 'No source that a question goes to has a catalogue yet.', () =>
      hasCatalog(dependencies),
    ),
    check('database', 'No database that a question goes to answers.', async () =>
      databaseAnswers((await configuration.current()).value),
    ),
  ]);
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.length === 0) return json(200, { status: 'ok', checks });
  const detail = failed.map((each) => each.detail).join(' ');
  throw problem('Unavailable', detail, { checks }, { 'retry-after': String(KEPT_SECONDS) });
};

async function check(name: string, detail: string, passes: () => Promise<boolean>): Promise<HealthCheck> {
  const ok = await passes().catch(() => false);
  return ok ? { name, ok } : { name, ok, detail };
}

async function hasCatalog({ configuration, loadCatalog }: Dependencies): Promise<boolean> {
  const { value } = await configuration.current();
  const catalogs = await Promise.all(askedSources(value).map(([name]) => loadCatalog(name)));
  return catalogs.some((catalog) => catalog !== undefined);
}
