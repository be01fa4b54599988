import type { HealthCheck } from '../../../shared/contracts/http/problem.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { defaultSource } from '../../../shared/platform/default-source.ts';
import type { Dependencies, Operation } from '../operation.ts';

const NO_JOB = '0'.repeat(26);

/** Anyone may read this, so it says which check failed and nothing of why. */
export const getHealth: Operation<'getHealth'> = async (_call, dependencies) => {
  const checks = await Promise.all([
    check('configuration', 'There is no valid configuration.', async () => {
      await dependencies.configuration.current();
      return true;
    }),
    check('jobs', 'The job table does not answer.', async () => {
      await dependencies.jobs.find(NO_JOB);
      return true;
    }),
    check('catalog', 'No source that a question goes to has a catalogue yet.', () =>
      hasCatalog(dependencies),
    ),
  ]);
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.length === 0) return json(200, { status: 'ok', checks });
  const detail = failed.map((each) => each.detail).join(' ');
  throw problem('Unavailable', detail, { checks }, { 'retry-after': '2' });
};

async function check(name: string, detail: string, passes: () => Promise<boolean>): Promise<HealthCheck> {
  const ok = await passes().catch(() => false);
  return ok ? { name, ok } : { name, ok, detail };
}

/** Of the default source; where there is none, of any. */
async function hasCatalog({ configuration, loadCatalog }: Dependencies): Promise<boolean> {
  const { value } = await configuration.current();
  const chosen = defaultSource(value);
  const sources = chosen === undefined ? Object.keys(value.sources) : [chosen];
  const catalogs = await Promise.all(sources.map(loadCatalog));
  return catalogs.some((catalog) => catalog !== undefined);
}
