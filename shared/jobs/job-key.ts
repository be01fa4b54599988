/** Where a job's record lies in the table. */
export const jobKey = (id: string) => ({ pk: `JOB#${id}`, sk: 'JOB' });

/** The attribute of a job's record that says it is in the ledger of use. */
export const COUNTED = 'isCounted';
