import type { Entry } from '../../shared/contracts/entry.ts';

/** Where a redrive of a simple question enters the machine, with changes. */
export function sampleEntry(changes: Partial<Entry> = {}): Entry {
  return {
    state: 'Check',
    match: { found: false },
    understood: { intent: 'retrieval', standaloneQuestion: 'How many customers are there?' },
    factors: [],
    contextKey: 'jobs/01JC0000000000000000000009/context.json',
    maxAttempts: 3,
    most: 1,
    doubts: [],
    attempt: 1,
    sql: 'SELECT count(*) AS customers FROM northwind.customers',
    assumptions: ['Every row is a customer.'],
    confidence: 0.9,
    plain: true,
    ...changes,
  };
}
