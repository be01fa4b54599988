/** Where a job's record lies in the table. */
export const jobKey = (id: string) => ({ pk: `JOB#${id}`, sk: 'JOB' });
