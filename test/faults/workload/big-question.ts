import { orderModelFault } from '../strikes/model.ts';
import { BIG_TABLE, type Trial } from '../trial.ts';
import type { AcceptedJob } from './accepted-job.ts';
import type { PatientClient } from './patient-client.ts';
import { submit } from './submit.ts';

/** An answered question whose rows take a while to export. */
export async function askForBigTable(trial: Trial, client: PatientClient): Promise<AcceptedJob> {
  const sql = `SELECT * FROM ${BIG_TABLE} ORDER BY id`;
  await orderModelFault(trial, {
    kind: 'reply',
    match: { tool: 'write_sql' },
    name: 'write_sql',
    input: { sql, assumptions: [], confidence: 1 },
  });
  const wish = {
    kind: 'question',
    question: 'List all big lines',
    source: 'northwind',
    mode: 'sql',
  } as const;
  const job = await submit(wish, client);
  for (let status = ''; status !== 'ANSWERED'; ) {
    const { body } = await client.call('GET', `/v1/questions/${job.id}?wait=5`);
    status = String(Object(body).status);
    if (status === 'FAILED' || status === 'REFUSED') throw new Error(`The first question ended as ${status}`);
  }
  return job;
}
