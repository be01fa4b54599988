import { expect, it } from '@jest/globals';
import { runFaults } from './run-faults.ts';

/** Processes, the database, the model, each service, disk and clock; `npm run faults` has all kinds, and many. */
const FAULTS = [
  'the whole stack killed',
  'a queue-fed worker killed',
  'PostgreSQL stopped',
  'Bedrock throttles',
  'DynamoDB throttles',
  'S3 answers 500',
  'the machines are throttled',
  'SQS delivers twice',
  "the journal's disk is full",
  'the clock jumps back',
];

it('whatever befalls the stack, every job ends once, is told of once and paid for once, and leaves nothing behind', async () => {
  const report = await runFaults({
    seed: 8,
    ...{ faults: FAULTS.length, faultsPerRound: FAULTS.length, only: FAULTS },
    ...{ questions: 10, exports: 1, batches: 1, batchRows: 5, bigRows: 20_000 },
    patienceMs: 210_000,
    signal: new AbortController().signal,
    log: () => {},
  });

  expect(report.violations).toEqual([]);
  // The question whose rows are exported is one more.
  expect(report.accepted).toHaveLength(13);
  expect([...report.struck.keys()].sort()).toEqual(FAULTS.toSorted());
}, 420_000);
